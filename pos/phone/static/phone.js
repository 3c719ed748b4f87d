"use strict";
// The code counts down and is renewed; behind another tab it waits, so that no code is issued that nobody sees.
const code = document.getElementById("code");
const meter = document.getElementById("left");
const seconds = document.getElementById("seconds");
const until = document.getElementById("until");
const lost = document.getElementById("lost");
let ends = performance.now() + 1000 * Number(code.dataset.seconds);
let asking = false;

async function renew() {
  asking = true;
  try {
    const answer = await fetch(code.dataset.next, { redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const next = await answer.json();
    code.src = next.picture;
    until.textContent = until.dataset.text.replace("{}", next.until);
    meter.max = next.seconds;
    ends = performance.now() + 1000 * next.seconds;
    lost.hidden = true;
  } catch {
    lost.hidden = false; // the till has gone, or the session: asked again in a while
    ends = performance.now() + 5000;
  } finally {
    asking = false;
  }
}

function tick() {
  const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  meter.value = left;
  seconds.textContent = seconds.dataset.text.replace("{}", String(left));
  if (left === 0 && !asking && !document.hidden) renew();
}

setInterval(tick, 500);
tick();
