/// The script of ``CheckPage``. Every text from an answer gets in as text, never as markup.
enum CheckPageScript {
    static let js = #"""
        'use strict';
        const drop = document.getElementById('drop');
        const input = document.getElementById('files');
        const results = document.getElementById('results');
        const template = document.getElementById('result');
        const words = document.getElementById('words').dataset;
        const language = document.documentElement.lang;

        function post(path, file, accept) {
          return fetch(path, { method: 'POST', body: file, headers: {
            'Accept': accept, 'Accept-Language': language, 'Content-Type': 'application/octet-stream' } });
        }

        function addFact(list, name, value) {
          if (!value) return;
          const term = document.createElement('dt');
          term.textContent = name;
          const text = document.createElement('dd');
          text.textContent = value;
          list.append(term, text);
        }

        function findingText(finding) {
          const figures = [];
          if (finding.erwartet) figures.push(words.expected + ' ' + finding.erwartet);
          if (finding.gefunden) figures.push(words.actual + ' ' + finding.gefunden);
          return finding.text + (figures.length ? ' (' + figures.join(', ') + ')' : '');
        }

        function addFinding(body, finding) {
          const row = body.insertRow();
          row.className = finding.schwere;
          row.insertCell().textContent = words[finding.schwere] || finding.schwere;
          row.insertCell().textContent = finding.regel;
          row.insertCell().textContent = findingText(finding);
          const line = finding.zeile ? words.line + ' ' + finding.zeile : '';
          const terms = [finding.begriffe.join(', '), finding.pfad].filter(text => text).join(' ');
          row.insertCell().textContent = [line, terms].filter(text => text).join(' · ');
        }

        function show(article, verdict) {
          const status = article.querySelector('.verdict');
          status.textContent = verdict.angenommen ? words.accepted : words.rejected;
          status.classList.add(verdict.angenommen ? 'accepted' : 'rejected');
          const facts = article.querySelector('dl');
          addFact(facts, words.scenario, verdict.szenario);
          addFact(facts, words.syntax, verdict.syntax);
          addFact(facts, words.rules, verdict.regelstand);
          addFact(facts, words.file, verdict.eingebettet);
          addFact(facts, words.attachments, (verdict.anlagen || []).map(a => a.name).join(', '));
          const table = article.querySelector('table');
          for (const finding of verdict.befunde) addFinding(table.tBodies[0], finding);
          table.hidden = verdict.befunde.length === 0;
        }

        function fail(article, text) {
          const status = article.querySelector('.verdict');
          status.textContent = words.failed + ': ' + text;
          status.classList.add('rejected');
        }

        function addArticle(name, before) {
          const article = template.content.firstElementChild.cloneNode(true);
          article.querySelector('h2').textContent = name;
          results.insertBefore(article, before);
          return article;
        }

        function showAll(article, name, lines) {
          for (const line of lines) {
            const verdict = JSON.parse(line);
            const part = addArticle(name + ': ' + verdict.datei, article);
            if (verdict.fehler) fail(part, verdict.text); else show(part, verdict);
          }
          article.remove();
        }

        async function check(file) {
          const article = addArticle(file.name, results.firstChild);
          try {
            const answer = await post('/api/v1/pruefen', file, 'application/json');
            if (answer.ok && (answer.headers.get('Content-Type') || '').includes('ndjson')) {
              return showAll(article, file.name, (await answer.text()).split('\n').filter(line => line));
            }
            const content = await answer.json();
            if (!answer.ok) return fail(article, content.detail || answer.status);
            show(article, content);
            const page = await post('/api/v1/wandeln?ziel=html', file, 'text/html');
            if (!page.ok) return;
            article.querySelector('iframe').srcdoc = await page.text();
            article.querySelector('details').hidden = false;
          } catch (error) {
            fail(article, error.message);
          }
        }

        async function checkAll(files) {
          for (const file of files) await check(file);
        }

        input.addEventListener('change', () => { checkAll([...input.files]).then(() => { input.value = ''; }); });
        // The whole page takes files: a browser opens those that nobody takes, in place of the page.
        for (const name of ['dragenter', 'dragover']) {
          document.addEventListener(name, event => { event.preventDefault(); drop.classList.add('over'); });
        }
        document.addEventListener('dragleave', event => {
          // Between two elements of the page there is a next one; outside of it there is none.
          if (!event.relatedTarget) drop.classList.remove('over');
        });
        document.addEventListener('drop', event => {
          event.preventDefault();
          drop.classList.remove('over');
          checkAll([...event.dataTransfer.files]);
        });
        """#
}
