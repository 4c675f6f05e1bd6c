import FinanceCore
import Testing

@Suite struct FinanceCoreTests {}
