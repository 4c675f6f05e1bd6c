import ServiceKit

extension ServiceContract {
    /// Scripts and style sheet of the example page.
    static let pagePaths = #"""
          /assets/api.js:
            get:
              operationId: getAssetsApiJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                "200":
                  description: Done
                  content:
                    text/javascript:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
          /assets/booking.js:
            get:
              operationId: getAssetsBookingJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                "200":
                  description: Done
                  content:
                    text/javascript:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
          /assets/charts.js:
            get:
              operationId: getAssetsChartsJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                "200":
                  description: Done
                  content:
                    text/javascript:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
          /assets/dom.js:
            get:
              operationId: getAssetsDomJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                "200":
                  description: Done
                  content:
                    text/javascript:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
          /assets/money.js:
            get:
              operationId: getAssetsMoneyJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                "200":
                  description: Done
                  content:
                    text/javascript:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
          /assets/page.js:
            get:
              operationId: getAssetsPageJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                "200":
                  description: Done
                  content:
                    text/javascript:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
          /assets/page.css:
            get:
              operationId: getAssetsPageCss
              summary: "Style sheet of the example page"
              x-summary-de: "Gestaltung der Beispielseite"
              responses:
                "200":
                  description: Done
                  content:
                    text/css:
                      schema: {}
                "400": {$ref: '#/components/responses/BadRequest'}
        """#
}
