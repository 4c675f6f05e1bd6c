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
                \#(done("text/javascript"))
                \#(refused(400))
          /assets/booking.js:
            get:
              operationId: getAssetsBookingJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                \#(done("text/javascript"))
                \#(refused(400))
          /assets/charts.js:
            get:
              operationId: getAssetsChartsJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                \#(done("text/javascript"))
                \#(refused(400))
          /assets/dom.js:
            get:
              operationId: getAssetsDomJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                \#(done("text/javascript"))
                \#(refused(400))
          /assets/money.js:
            get:
              operationId: getAssetsMoneyJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                \#(done("text/javascript"))
                \#(refused(400))
          /assets/page.js:
            get:
              operationId: getAssetsPageJs
              summary: "Script of the example page"
              x-summary-de: "Skript der Beispielseite"
              responses:
                \#(done("text/javascript"))
                \#(refused(400))
          /assets/page.css:
            get:
              operationId: getAssetsPageCss
              summary: "Style sheet of the example page"
              x-summary-de: "Gestaltung der Beispielseite"
              responses:
                \#(done("text/css"))
                \#(refused(400))
        """#
}
