// What attends to what: selectors as heat maps in the way of the RASP paper (Weiss, Goldberg and
// Yahav, 2021): a column for each key, a row for each query, dark where it is selected. Where a
// selector is aggregated, the values stand above the keys and the results to the right of the rows.

import { drawn, element } from "./dom.js";
import { excerpt, visible } from "./text.js";

/** @typedef {{e: string, op: string, of: number[], v?: any[], s?: string[]}} Value */

/** @param {any} value @returns {string} */
export function valueText(value) {
    if (typeof value === "boolean") {
        return value ? "T" : "F";
    }
    if (typeof value === "number" && !Number.isInteger(value)) {
        return String(Number(value.toPrecision(3)));
    }
    return visible(value === " " ? "␣" : String(value));
}

/**
 * @param {any[]} tokens
 * @param {string[]} rows a text for each query: "1" where it selects the key
 * @param {{values?: any[]|null, results?: any[]|null, label?: string}} [options]
 */
export function selectorGrid(tokens, rows, { values = null, results = null, label = "" } = {}) {
    const cell = tokens.length > 24 ? 12 : 22;
    const texts = (/** @type {any[]} */ all) => all.map((value) => excerpt(valueText(value), 6));
    const widest = (/** @type {string[]} */ all) =>
        10 + 7.5 * Math.max(...all.map((text) => text.length), 1);
    const keys = texts(tokens);
    const wide = Math.max(cell, Math.min(44, widest([...keys, ...(values ? texts(values) : [])])));
    const left = Math.max(26, widest(keys));
    const right = results ? Math.max(30, widest(texts(results)) + 16) : 4;
    const top = values ? 44 : 24;
    const [width, height] = [left + wide * tokens.length + right, top + cell * rows.length + 4];
    /** @type {SVGElement[]} */
    const parts = [];
    const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ shown,
        kind = "token") => parts.push(drawn("text", { x, y, class: `grid-${kind}` }, shown));
    keys.forEach((key, column) => {
        const x = left + wide * (column + 0.5);
        text(x, top - 8, key);
        if (values) {
            text(x, 14, excerpt(valueText(values[column]), 6), "value");
        }
    });
    rows.forEach((row, query) => {
        const y = top + cell * query;
        parts.push(drawn("text", { x: left - 6, y: y + cell / 2 + 4, class: "grid-query" },
            keys[query]));
        for (let key = 0; key < tokens.length; ++key) {
            const selected = row[key] === "1";
            parts.push(drawn("rect", { x: left + wide * key, y, width: wide - 1, height: cell - 1,
                class: selected ? "cell on" : "cell" }));
        }
        if (results) {
            parts.push(drawn("text", { x: left + wide * tokens.length + 6, y: y + cell / 2 + 4,
                class: "grid-result" }, `→ ${excerpt(valueText(results[query]), 6)}`));
        }
    });
    const said = rows.map((row, query) => {
        const of = [...row].flatMap((bit, key) => (bit === "1" ? [keys[key]] : []));
        return `${keys[query]}: ${of.length > 0 ? of.join(" ") : "none"}`;
    });
    return drawn("svg", { class: "grid", width, height, viewBox: `0 0 ${width} ${height}`,
        role: "img",
        "aria-label": `${label}. Each token attends to: ${excerpt(said.join("; "), 600)}`,
    }, ...parts);
}

/** @param {any[]} tokens @param {any[]} values @param {string} label */
export function sequenceRow(tokens, values, label) {
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
        element("table", { class: "sequence" },
            element("tbody", {},
                element("tr", {}, ...tokens.map((token) =>
                    element("th", { scope: "col" }, excerpt(valueText(token), 8)))),
                element("tr", {}, ...values.map((value) =>
                    element("td", {}, excerpt(valueText(value), 12)))))));
}

/**
 * Every value that a program computed on an input.
 * @param {{input: any[], atom?: any, values: Value[], failure?: string}} run
 * @param {{selectors?: boolean}} [options] selectors: leave sequences out that no head computes
 */
export function runView(run, { selectors = false } = {}) {
    const view = element("div", { class: "run" });
    const reads = (/** @type {number} */ index) => run.values[index];
    const drawnWith = new Set();
    for (const value of run.values) {
        const from = value.of.map(reads).find((part) => part?.s);
        if (from && value.v) {
            drawnWith.add(from);
        }
    }
    let shown = 0;
    run.values.forEach((value, index) => {
        const head = value.v ? value.of.map(reads).find((part) => part?.s) : undefined;
        const isResult = index === run.values.length - 1;
        if (value.s && drawnWith.has(value) && !isResult) {
            return; // it stands with what reads it
        }
        if (value.v && !head && selectors && !isResult) {
            return;
        }
        shown += 1;
        const label = `${value.op || "value"} ${excerpt(visible(value.e), 120)}`;
        const read = head && value.of.map(reads).find((part) => part?.v);
        const picture = value.s ? selectorGrid(run.input, value.s, { label })
            : head ? selectorGrid(run.input, /** @type {string[]} */ (head.s),
                { values: read?.v ?? null, results: value.v, label })
                : sequenceRow(run.input, value.v ?? [], label);
        view.append(element("figure", { class: isResult ? "value result" : "value" },
            element("figcaption", {},
                isResult ? element("strong", {}, "Result: ") : "",
                element("code", { title: visible(value.e) }, visible(excerpt(value.e, 110)))),
            picture));
    });
    if (shown === 0) {
        view.append(element("p", {}, "Nothing attends to anything here."));
    }
    if (run.failure) {
        view.append(element("p", { class: "warning" }, visible(run.failure)));
    }
    return view;
}
