// Says five minutes before that the session ends, in every tab, and keeps it without leaving the page. Without script the
// same words appear by themselves and the link opens a tab of its own.
const WARN = 300_000;
const bar = document.querySelector('.ending');
const [soon, over] = bar.querySelectorAll('p');
const stay = bar.querySelector('a');
const tabs = new BroadcastChannel('session');
let ends;
let timer;

function show() {
  clearTimeout(timer);
  const left = ends - Date.now();
  bar.classList.toggle('is-now', left <= WARN);
  const [now, not] = left > 0 ? [soon, over] : [over, soon];
  not.hidden = true;
  now.hidden = false;
  stay.hidden = left <= 0;
  if (left <= WARN) now.textContent = now.textContent; // written anew, so that it is read aloud
  if (left > 0) timer = setTimeout(show, left > WARN ? left - WARN : left);
}

function lasts(seconds) {
  ends = Date.now() + seconds * 1_000;
  show();
}

bar.classList.add('is-timed');
lasts(Number(bar.dataset.left));
tabs.postMessage(ends);
tabs.onmessage = ({ data }) => {
  if (data > ends) {
    ends = data;
    show();
  }
};
// A computer that slept has timers that did not run.
document.addEventListener('visibilitychange', () => document.hidden || show());
stay.addEventListener('click', async (click) => {
  click.preventDefault();
  try {
    const answer = await fetch('/session', { headers: { accept: 'application/json' }, redirect: 'error' });
    lasts((await answer.json()).left);
    tabs.postMessage(ends);
  } catch {
    lasts(0);
  }
});
