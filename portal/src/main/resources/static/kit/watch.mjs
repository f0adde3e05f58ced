// Counts down how long a member of staff still sees the pages. Without script the time of the end stands there instead;
// either way the server ends it.
const left = document.querySelector('[data-ends]');
const ends = Date.parse(left.dataset.ends);

function tick() {
  const seconds = Math.ceil((ends - Date.now()) / 1_000);
  if (seconds > 0) {
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    setTimeout(tick, 1_000);
  } else if (left.dataset.side === 'looks') {
    location.reload(); // nothing can be typed here that would be lost
  } else {
    left.textContent = '';
  }
}

tick();
