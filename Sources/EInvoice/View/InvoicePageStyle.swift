/// How an invoice looks, on screens and on paper.
enum InvoicePageStyle {
    static let text = """
        :root{color-scheme:light dark;--line:#8886;--soft:#8881}
        body{font:15px/1.45 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1.5rem}
        h1{font-size:1.6rem;margin:0 0 1rem}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
        .parties{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1rem}
        section.party{border:1px solid var(--line);border-radius:.4rem;padding:.7rem 1rem}
        section.party h2{margin:0 0 .3rem}
        dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.15rem 1rem;margin:.3rem 0}
        dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
        p.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line)}
        th{background:var(--soft)}.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        td dl{font-size:.85rem}td{overflow-wrap:anywhere}tr.due td{font-weight:700;border-top:2px solid}
        table.totals{width:auto;margin-left:auto;min-width:22rem}
        footer{margin-top:2rem;font-size:.8rem;opacity:.7}
        @media print{body{padding:0;max-width:none;font-size:10pt}tr,section.party{break-inside:avoid}
        thead{display:table-header-group}}
        """
}
