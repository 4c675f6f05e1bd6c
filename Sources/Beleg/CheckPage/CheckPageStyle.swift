/// The style sheet of ``CheckPage``.
enum CheckPageStyle {
    static let css = """
        :root { color-scheme: light dark; --line: #8886; --soft: #8881; --good: #14693d; --bad: #b01f2c;
          --link: #1f56b8; }
        @media (prefers-color-scheme: dark) { :root { --good: #5fd39a; --bad: #ff8a92; --link: #8ab4ff; } }
        a { color: var(--link); }
        body { background: Canvas; color: CanvasText; font: 16px/1.5 system-ui, sans-serif;
          max-width: 64rem; margin: 0 auto; padding: 1.5rem; }
        header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
        h1 { font-size: 1.6rem; margin: 0; }
        h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
        #drop { display: grid; place-items: center; gap: .4rem; padding: 2.5rem 1rem; cursor: pointer;
          border: 2px dashed var(--line); border-radius: .8rem; text-align: center; }
        #drop.over, #drop:focus-within { border-color: currentColor; background: var(--soft); }
        article { border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.2rem; margin-top: 1rem; }
        .verdict { font-weight: 700; margin: .3rem 0; }
        .accepted { color: var(--good); }
        .rejected { color: var(--bad); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; font-size: .9rem; }
        dt { opacity: .7; }
        dd { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-top: 1px solid var(--line);
          overflow-wrap: anywhere; }
        td:nth-child(-n+2) { white-space: nowrap; }
        tr.fatal td:nth-child(-n+2) { color: var(--bad); font-weight: 700; }
        iframe { width: 100%; height: 70vh; border: 1px solid var(--line); border-radius: .4rem; background: Canvas; }
        summary { cursor: pointer; margin: .6rem 0; }
        """
}
