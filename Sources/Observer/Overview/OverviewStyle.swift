/// The page's style sheet, served by ourselves: nothing is loaded from elsewhere.
enum OverviewStyle {
    static let path = "/assets/overview.css"
    /// The path with a mark that changes with the content, so that browsers may keep the file.
    static let versionedPath = "\(path)?v=\(fingerprint)"
    /// Nothing but our own style sheet and the icon; no scripts, no forms, no frames.
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'"

    /// FNV-1a, 64 bits: `hashValue` would differ in every process.
    private static let fingerprint: String = {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in css.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }()

    /// A dot in the colour of the answer, as the icon of the tab.
    static func icon(for tone: Tone) -> String {
        let colour =
            switch tone {
            case .good: "1a7f4b"
            case .care: "b26a00"
            case .bad: "c62f3b"
            case .idle: "6b7480"
            }
        return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
            + "%3Ccircle cx='8' cy='8' r='7' fill='%23\(colour)'/%3E%3C/svg%3E"
    }

    static let css = """
        :root {
          color-scheme: light dark;
          --page: #f4f6f8; --card: #ffffff; --line: #dfe4ea; --text: #17202a; --soft: #5a6673; --link: #0b5cad;
          --good: #14693d; --good-back: #e3f4ea; --care: #8a5200; --care-back: #fdf0d9;
          --bad: #b01f2c; --bad-back: #fde7e8; --idle: #55606c; --idle-back: #e9edf1;
          --shadow: 0 1px 2px rgb(15 30 50 / 8%), 0 4px 16px rgb(15 30 50 / 6%);
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #10151b; --card: #19212a; --line: #2b3642; --text: #e8edf2; --soft: #9dabb9; --link: #7db8f5;
            --good: #6fd8a0; --good-back: #143526; --care: #f3bf66; --care-back: #3b2c10;
            --bad: #ff8f97; --bad-back: #43191e; --idle: #a9b6c3; --idle-back: #27323d;
            --shadow: none;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--page); color: var(--text);
          font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
        }
        a { color: var(--link); text-underline-offset: .18em; }
        a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .bar, main, footer { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
        .bar { display: flex; justify-content: space-between; align-items: center; padding-top: 18px; }
        .brand { margin: 0; font-weight: 700; letter-spacing: .01em; display: flex; align-items: center; gap: 9px; }
        .brand small { font-weight: 400; color: var(--soft); }
        .eye { width: 20px; height: 20px; border-radius: 50%; border: 5px solid var(--link); }
        nav { display: flex; gap: 4px; }
        nav a { padding: 5px 10px; border-radius: 7px; text-decoration: none; color: var(--soft); font-size: 14px; }
        nav a[aria-current] { background: var(--card); color: var(--text); box-shadow: var(--shadow); font-weight: 600; }
        .answer {
          display: flex; gap: 20px; align-items: center; margin: 18px 0 14px; padding: 24px 26px;
          border-radius: 14px; background: var(--card); box-shadow: var(--shadow);
          border: 1px solid var(--line); border-left: 7px solid var(--tone);
        }
        .answer h1 { margin: 0; font-size: 27px; line-height: 1.2; font-weight: 400; }
        .answer h1 span { color: var(--soft); }
        .answer h1 strong { color: var(--tone); font-weight: 700; }
        .answer p { margin: 5px 0 0; color: var(--soft); font-size: 16px; }
        .badge {
          flex: none; width: 52px; height: 52px; border-radius: 50%; display: grid; place-items: center;
          background: var(--tone-back); color: var(--tone); font-size: 26px; font-weight: 700;
        }
        .good { --tone: var(--good); --tone-back: var(--good-back); }
        .care { --tone: var(--care); --tone-back: var(--care-back); }
        .bad { --tone: var(--bad); --tone-back: var(--bad-back); }
        .idle { --tone: var(--idle); --tone-back: var(--idle-back); }
        .functions { display: flex; flex-wrap: wrap; gap: 10px; list-style: none; margin: 0 0 18px; padding: 0; }
        .functions li {
          flex: 1 1 200px; display: flex; align-items: center; gap: 9px; padding: 11px 14px; color: var(--soft);
          border: 1px solid var(--line); border-radius: 11px; background: var(--card); box-shadow: var(--shadow);
        }
        .functions b { color: var(--text); }
        .mark {
          display: inline-grid; place-items: center; flex: none; width: 20px; height: 20px; border-radius: 50%;
          background: var(--tone-back); color: var(--tone); font-size: 12px; font-weight: 700;
        }
        .scroll {
          overflow-x: auto; border: 1px solid var(--line); border-radius: 14px; background: var(--card);
          box-shadow: var(--shadow);
        }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption {
          text-align: left; padding: 13px 16px 7px; font-weight: 600;
        }
        th, td { padding: 10px 12px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
        th:first-child { padding-left: 16px; }
        td:last-child, th:last-child { padding-right: 16px; }
        thead th {
          border-top: 0; color: var(--soft); font-size: 12.5px; font-weight: 600; white-space: nowrap; padding-top: 4px;
        }
        tbody th { font-weight: 600; white-space: nowrap; max-width: 20em; overflow: hidden; text-overflow: ellipsis; }
        .num { text-align: right; white-space: nowrap; }
        .some { font-weight: 700; color: var(--care); }
        .why { color: var(--soft); min-width: 14em; overflow-wrap: anywhere; }
        .state {
          display: inline-flex; align-items: center; gap: 6px; padding: 2px 10px 2px 3px; border-radius: 999px;
          background: var(--tone-back); color: var(--tone); font-weight: 600; white-space: nowrap;
        }
        .empty {
          margin: 0; padding: 30px; text-align: center; color: var(--soft); border: 1px dashed var(--line);
          border-radius: 14px;
        }
        footer { padding-top: 14px; padding-bottom: 30px; color: var(--soft); font-size: 13px; }
        footer a { color: inherit; }
        @media (max-width: 720px) {
          .bar, main, footer { padding-left: 14px; padding-right: 14px; }
          .answer { padding: 18px; gap: 14px; }
          .answer h1 { font-size: 22px; }
        }
        """
}
