/// The page's skeleton. Every value is escaped: names, versions and addresses come from strangers.
enum OverviewTemplate {
    static let html = """
        {{% CONTENT_TYPE:SCALAR_HTML}}<!doctype html>
        <html lang="{{lang}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="refresh" content="5">
        <title>{{symbol}} {{title}}</title>
        <link rel="icon" href="{{icon}}">
        <link rel="stylesheet" href="{{style}}">
        </head>
        <body>
        <header class="bar">
        <p class="brand"><span class="eye" aria-hidden="true"></span>Observer <small>{{version}}</small></p>
        <nav aria-label="{{languageTitle}}">
        <a href="/?lang=de" lang="de" hreflang="de"{{#isGerman}} aria-current="true"{{/isGerman}}>Deutsch</a>
        <a href="/?lang=en" lang="en" hreflang="en"{{^isGerman}} aria-current="true"{{/isGerman}}>English</a>
        </nav>
        </header>
        <main>
        <section class="answer {{tone}}" aria-labelledby="question">
        <span class="badge" aria-hidden="true">{{symbol}}</span>
        <div>
        <h1 id="question"><span>{{question}}</span> <strong>{{verdict}}</strong></h1>
        <p>{{detail}}</p>
        </div>
        </section>
        <ul class="functions" aria-label="{{functionsTitle}}">
        {{#functions}}
        <li class="{{tone}}"><span class="mark" aria-hidden="true">{{symbol}}</span><b>{{name}}</b> {{state}}</li>
        {{/functions}}
        </ul>
        {{#hasRows}}
        <div class="scroll" tabindex="0" role="region" aria-label="{{caption}}">
        <table>
        <caption>{{caption}}</caption>
        <thead><tr>
        <th scope="col">{{service}}</th><th scope="col">{{state}}</th><th scope="col">{{whyTitle}}</th>
        <th scope="col" class="num">{{sinceTitle}}</th><th scope="col" class="num">{{checkedTitle}}</th>
        <th scope="col" class="num">{{responseTitle}}</th><th scope="col" class="num">{{restartsTitle}}</th>
        <th scope="col">{{versionTitle}}</th><th scope="col">{{addressTitle}}</th>
        </tr></thead>
        <tbody>
        {{#rows}}
        <tr>
        <th scope="row" title="{{name}}">{{name}}</th>
        <td><span class="state {{tone}}"><span class="mark" aria-hidden="true">{{symbol}}</span>{{status}}</span></td>
        <td class="why">{{why}}</td>
        <td class="num"><time datetime="{{sinceAt}}" title="{{sinceAt}}">{{since}}</time></td>
        <td class="num"><time datetime="{{checkedAt}}" title="{{checkedAt}}">{{checked}}</time></td>
        <td class="num" title="{{meanTitle}} {{mean}}">{{response}}</td>
        <td class="num{{#hasRestarts}} some{{/hasRestarts}}">{{restarts}}</td>
        <td>{{version}}</td>
        <td><a href="{{url}}" rel="noreferrer">{{address}}</a></td>
        </tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{/hasRows}}
        {{^hasRows}}<p class="empty">{{empty}}</p>{{/hasRows}}
        </main>
        <footer>{{asOf}} · {{reload}} · <a href="/services">/services</a> · <a href="/metrics">/metrics</a>
         · <a href="/health">/health</a></footer>
        </body>
        </html>

        """
}
