/// Style sheet of ``ReferencePage``.
enum ReferenceStyle {
    static let css = """
        :root{color-scheme:light dark;--line:light-dark(#d0d5dc,#3a414b);--quiet:light-dark(#555d68,#a3adb9);\
        --panel:light-dark(#f4f6f8,#1c2128);--link:light-dark(#0a55b5,#7ab7ff)}
        *{box-sizing:border-box}
        body{font:16px/1.5 system-ui,sans-serif;margin:0;background:light-dark(#fff,#14181d);\
        color:light-dark(#1a1f26,#e6eaf0);display:grid;grid-template-columns:24rem minmax(0,1fr)}
        header{grid-column:1/-1;padding:1rem 1.5rem;border-bottom:1px solid var(--line)}
        h1{margin:0;font-size:1.4rem}header p{margin:.2rem 0 0}a{color:var(--link)}
        nav{position:sticky;top:0;max-height:100vh;overflow:auto;padding:1rem;border-right:1px solid var(--line)}
        nav ul{list-style:none;margin:0;padding:0;font:13px/1.9 ui-monospace,monospace}
        nav a{text-decoration:none;overflow-wrap:anywhere}
        main{padding:0 1.5rem 4rem;max-width:60rem}
        section{padding:1rem 0;border-bottom:1px solid var(--line)}h2{font-size:1.1rem;overflow-wrap:anywhere}
        h3{font-size:1rem;margin:1rem 0 .2rem}
        b.GET{color:light-dark(#0a6b3d,#5fd39a)}b.POST{color:light-dark(#0a55b5,#7ab7ff)}
        b.PUT,b.PATCH{color:light-dark(#8a4b00,#f0b45c)}b.DELETE{color:light-dark(#b3201b,#ff8f88)}
        form{background:var(--panel);padding:1rem;border-radius:.4rem;display:grid;gap:.3rem}
        label small{color:var(--quiet)}
        input,textarea{font:14px ui-monospace,monospace;width:100%;padding:.4rem;color:inherit;\
        background:light-dark(#fff,#14181d);border:1px solid light-dark(#737b86,#7d8794);border-radius:.3rem}
        button{justify-self:start;font:inherit;padding:.3rem .9rem;border-radius:.3rem;cursor:pointer}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px}
        pre{overflow:auto;background:var(--panel);padding:.7rem;border-radius:.3rem;max-height:24rem;margin:.4rem 0}
        ul.answers{margin:0;padding-left:1.2rem}
        @media(max-width:60rem){body{display:block}nav{position:static;max-height:14rem;border:0}}
        """
}
