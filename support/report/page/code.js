// Terms on the page: parts in the colour of their abstraction, metavariables in their own.
//
//     codeBlock(model, term)       // several lines
//     codeLine(model, text)        // one line, of a text that is not parsed
//
// Whoever points at a part lights up all parts of its abstraction; a click selects the abstraction.

import { element } from "./dom.js";
import { segments } from "./terms.js";
import { visible } from "./text.js";

/** @typedef {ReturnType<typeof import("./model.js").makeModel>} Model */

/**
 * @param {string} text @param {number[]} from @param {string} kind @param {number} index
 */
function piece(text, from, kind, index) {
    const metavariable = kind === "meta" ? ` meta m${index % 6}`
        : kind === "variable" ? " bound" : "";
    if (from.length === 0) {
        return metavariable ? element("span", { class: metavariable.trim() }, visible(text))
            : document.createTextNode(visible(text));
    }
    return element("span",
        { class: `part${metavariable}`, "data-c": from[0], "data-a": from.join(" ") },
        visible(text));
}

/**
 * @param {Model} model
 * @param {import("./terms.js").Term} term
 * @param {{width?: number, level?: number}} [options]
 */
export function codePieces(model, term, options = {}) {
    const pieces = document.createDocumentFragment();
    /** @type {{text: string, from: number[], kind: string, index: number}|null} */
    let run = null;
    const flush = () => {
        if (run) {
            pieces.append(piece(run.text, run.from, run.kind, run.index));
        }
        run = null;
    };
    for (const segment of segments(term, { ...options, names: model.variableNames() })) {
        const named = segment.kind === "name" ? model.indexOf.get(segment.text) : undefined;
        const from = named !== undefined && segment.from.length === 0 ? [named] : segment.from;
        const lines = segment.text.split("\n");
        if (lines.length > 1) { // a break of a line, outside of the coloured parts
            flush();
            pieces.append(document.createTextNode(segment.text));
            continue;
        }
        const kind = segment.kind === "meta" || segment.kind === "variable" ? segment.kind : "text";
        if (run && run.kind === "text" && kind === "text"
            && run.from.join(" ") === from.join(" ")) {
            run.text += segment.text;
        } else {
            flush();
            run = { text: segment.text, from, kind, index: segment.index ?? -1 };
        }
    }
    flush();
    return pieces;
}

/**
 * @param {Model} model @param {import("./terms.js").Term} term
 * @param {{width?: number}} [options]
 */
export function codeBlock(model, term, options = {}) {
    return element("pre", { class: "code", tabindex: "0" },
        element("code", {}, codePieces(model, term, { width: 56, ...options })));
}

/** @param {string} text a program that has no parts to show */
export function plainBlock(text) {
    return element("pre", { class: "code wrap", tabindex: "0" },
        element("code", {}, text.split("\n").map(visible).join("\n")));
}

/**
 * A line of a list: cheap, for it is made anew whenever it scrolls into view.
 * @param {Model} model @param {string} text @param {number} [most] characters
 */
export function codeLine(model, text, most = 400) {
    const line = element("code", { class: "line" });
    const shown = text.length > most ? text.slice(0, most) : text;
    let plain = "";
    for (const [token] of shown.matchAll(/[^\s()]+|[\s()]+/gu)) {
        const index = model.indexOf.get(token);
        if (index === undefined) {
            plain += token;
            continue;
        }
        line.append(visible(plain), piece(token, [index], "text", -1));
        plain = "";
    }
    line.append(visible(plain));
    return line;
}

/** @param {Model} model @param {number} index */
export function chip(model, index) {
    const text = () => visible(model.label(index));
    return element("button", {
        type: "button", class: "chip", "data-c": index, "data-a": index, "data-chip": index,
        on: { click: () => model.select(index) },
    }, element("bdi", {}, text()));
}

/** Makes parts light up, and a click on one select its abstraction. @param {Model} model */
export function listenToParts(model) {
    const indexAt = (/** @type {Event} */ event) => {
        const at = event.target instanceof Element ? event.target.closest("[data-a]") : null;
        return at ? Number((at.getAttribute("data-a") ?? "").split(" ")[0]) : -1;
    };
    let lit = -1;
    const light = (/** @type {Event} */ event) => {
        const index = indexAt(event);
        if (index !== lit) {
            lit = index;
            model.light(index);
        }
    };
    document.addEventListener("pointerover", light);
    document.addEventListener("focusin", light);
    document.addEventListener("click", (event) => {
        const target = event.target instanceof Element ? event.target : null;
        if (target?.closest(".part") && !target.closest("button, a, [role=option]")) {
            model.select(indexAt(event));
        }
    });
    model.on("name", (index) => {
        for (const at of document.querySelectorAll(`[data-chip="${index}"] bdi`)) {
            at.textContent = visible(model.label(index));
        }
    });
}
