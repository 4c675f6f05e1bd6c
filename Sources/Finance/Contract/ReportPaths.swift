import ServiceKit

extension ServiceContract {
    /// Reports.
    static let reportPaths = #"""
          /api/v1/finanzen/reports/trial-balance:
            get:
              operationId: getApiV1FinanzenReportsTrialBalance
              summary: "Trial balance"
              x-summary-de: "Summen- und Saldenliste"
              parameters:
                - name: start_date
                  in: query
                  description: "First day"
                  schema: {type: string, format: date}
                - name: end_date
                  in: query
                  description: "Last day"
                  schema: {type: string, format: date}
                - name: known_at
                  in: query
                  description: "State of knowledge: a sequence number, a moment or lock:3"
                  schema: {type: string}
                - name: fields
                  in: query
                  description: "Names of members, separated by commas: only these of each row"
                  schema: {type: string}
                  example: "account,balance"
                - {name: as_of, in: query, description: "Last day, another name of end_date", schema: {type: string, format: date}}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 422))
          /api/v1/finanzen/reports/balance-sheet:
            get:
              operationId: getApiV1FinanzenReportsBalanceSheet
              summary: "Balance sheet"
              x-summary-de: "Bilanz"
              parameters:
                - name: date
                  in: query
                  description: "The day; today when absent"
                  schema: {type: string, format: date}
                - name: currency
                  in: query
                  description: "ISO 4217 code, EUR when absent"
                  schema: {type: string}
                - name: known_at
                  in: query
                  description: "State of knowledge: a sequence number, a moment or lock:3"
                  schema: {type: string}
                - {name: as_of, in: query, description: "The day; wins over date", schema: {type: string, format: date}}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 422))
          /api/v1/finanzen/reports/income-statement:
            get:
              operationId: getApiV1FinanzenReportsIncomeStatement
              summary: "Income statement"
              x-summary-de: "Gewinn- und Verlustrechnung"
              parameters:
                - name: start_date
                  in: query
                  description: "First day"
                  schema: {type: string, format: date}
                - name: end_date
                  in: query
                  description: "Last day"
                  schema: {type: string, format: date}
                - name: currency
                  in: query
                  description: "ISO 4217 code, EUR when absent"
                  schema: {type: string}
                - name: known_at
                  in: query
                  description: "State of knowledge: a sequence number, a moment or lock:3"
                  schema: {type: string}
                - {name: as_of, in: query, description: "Last day, another name of end_date", schema: {type: string, format: date}}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 422))
          /api/v1/finanzen/reports/diff:
            get:
              operationId: getApiV1FinanzenReportsDiff
              summary: "What has changed since a state of knowledge"
              x-summary-de: "Was sich seit einem Wissensstand geändert hat"
              parameters:
                - name: start_date
                  in: query
                  description: "First day"
                  schema: {type: string, format: date}
                - name: end_date
                  in: query
                  description: "Last day"
                  schema: {type: string, format: date}
                - name: known_at
                  in: query
                  required: true
                  description: "State of knowledge: a sequence number, a moment or lock:3"
                  schema: {type: string}
                  example: "1"
                - {name: as_of, in: query, description: "Last day, another name of end_date", schema: {type: string, format: date}}
              responses:
                "200":
                  description: Done
                  headers:
                    Ledger-Seq: {$ref: '#/components/headers/Ledger-Seq'}
                  content:
                    application/json:
                      schema: {type: object}
                \#(refused(400, 422))
        """#
}
