// Light and dark: as the system has it, unless somebody chooses.

import { element } from "./dom.js";

const themes = ["system", "light", "dark"];

/** @param {ReturnType<typeof import("./model.js").makeModel>} model */
export function themeButton(model) {
    let at = 0;
    const button = element("button", {
        type: "button", class: "quiet", id: "theme",
        on: {
            click: () => {
                at = (at + 1) % themes.length;
                if (at === 0) {
                    document.documentElement.removeAttribute("data-theme");
                } else {
                    document.documentElement.setAttribute("data-theme", themes[at]);
                }
                button.textContent = `Theme: ${themes[at]}`;
                model.tell("theme", themes[at]);
            },
        },
    }, "Theme: system");
    matchMedia("(prefers-color-scheme: dark)")
        .addEventListener("change", () => model.tell("theme", themes[at]));
    return button;
}
