"use strict";
// The keyboard belongs to the till from its first picture on. The terminal tells the till when it gains the focus, and a till that was not
// told takes no letters; the first time is before the till could hear it: so it is let go and taken again.
new MutationObserver((_changes, observer) => {
  if (document.body.classList.contains("-first-byte")) {
    observer.disconnect();
    const keyboard = document.querySelector(".xterm-helper-textarea");
    keyboard.blur();
    keyboard.focus();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
