/// Script of ``ReferencePage``: sends the forms, asks before what may change something, and copies the examples.
enum ReferenceScript {
    static let js = #"""
        "use strict";
        const words = document.body.dataset;
        async function send(form) {
          let path = form.dataset.path;
          const query = new URLSearchParams(), headers = {};
          for (const field of form.querySelectorAll("input[data-name]")) {
            const { name, in: place } = field.dataset;
            if (place === "path") path = path.replace(`{${name}}`, encodeURIComponent(field.value));
            else if (!field.value) continue;
            else if (place === "query") query.set(name, field.value);
            else headers[name] = field.value;
          }
          const body = form.querySelector("textarea"), file = form.querySelector("input[type=file]")?.files[0];
          if (body) headers["Content-Type"] = form.dataset.type;
          const output = form.querySelector("output"), reply = form.querySelector(".reply");
          output.textContent = words.sending;
          const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 10000);
          try {
            const started = performance.now();
            const answer = await fetch(path + (query.size ? `?${query}` : ""), {
              method: form.dataset.method, headers, body: file ?? body?.value, signal: stop.signal });
            const text = await answer.text();
            output.textContent = `${answer.status} ${answer.statusText} · ${Math.round(performance.now() - started)} ms`;
            reply.textContent = pretty(text).slice(0, 200000);
          } catch (error) {
            output.textContent = words.failed;
            reply.textContent = String(error);
          } finally { clearTimeout(timer); }
          reply.hidden = false;
        }
        // A second button, not the first one renamed: whoever clicks twice from habit must not have confirmed.
        function submit(form, button) {
          const really = form.querySelector(".really"), dryRun = form.querySelector('[data-name="dry_run"]')?.value;
          const isDry = ["true", "1"].includes(dryRun?.trim().toLowerCase());
          const mustAsk = really && !isDry && button !== really;
          if (really) really.hidden = !mustAsk;
          if (!mustAsk) return send(form);
          form.querySelector("output").textContent = words.ask;
          form.querySelector(".reply").hidden = true;
        }
        // What is confirmed is what was asked about.
        function callOff(form) {
          const really = form.querySelector(".really");
          if (!really || really.hidden) return;
          really.hidden = true;
          form.querySelector("output").textContent = "";
        }
        function pretty(text) {
          try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
        }
        for (const form of document.forms) {
          form.addEventListener("submit", event => { event.preventDefault(); submit(form, event.submitter); });
          form.addEventListener("input", () => callOff(form));
        }
        for (const button of document.querySelectorAll("button.copy")) {
          const example = button.nextElementSibling.firstElementChild;
          example.textContent = example.textContent.replaceAll("$BASE", location.origin);
          button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(example.textContent);
            button.textContent = words.copied;
          });
        }
        """#
}
