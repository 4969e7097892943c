// The programs before and after: a list to search and filter, and the one that is chosen in full.

import { chip, codeBlock, codeLine, plainBlock } from "./code.js";
import { element, facts, freshId, section } from "./dom.js";
import { runView } from "./grids.js";
import { virtualList } from "./list.js";
import { parse, print } from "./terms.js";
import { counted, number, percent, visible } from "./text.js";
import { transformerView } from "./transformer.js";

/** @typedef {ReturnType<typeof import("./model.js").makeModel>} Model */

/** The programs of a compression, by their place. @param {any} data */
export function programsOf(data) {
    const { programs } = data;
    const runs = new Map((programs.runs ?? [])
        .map((/** @type {any} */ run) => [run.program, run]));
    return {
        count: programs.before.length,
        name: (/** @type {number} */ i) => programs.names?.[i] ?? `program ${i}`,
        task: (/** @type {number} */ i) =>
            (programs.tasks ? data.tasks[programs.tasks[i]] : ""),
        before: (/** @type {number} */ i) => programs.before[i],
        after: (/** @type {number} */ i) => programs.after[i] ?? programs.before[i],
        costBefore: (/** @type {number} */ i) => programs.cost_before[i],
        costAfter: (/** @type {number} */ i) => programs.cost_after[i],
        run: (/** @type {number} */ i) => runs.get(i),
    };
}

/** @typedef {ReturnType<typeof programsOf>} Programs */

/** @param {Programs} programs @param {number} i in whole percent, for the filter */
const shorter = (programs, i) => programs.costBefore(i) > 0
    ? 100 * (1 - programs.costAfter(i) / programs.costBefore(i)) : 0;

/**
 * What the program was, with the parts that became abstractions in their colour.
 * @param {Model} model @param {string} before @param {string} after
 */
function beforeBlock(model, before, after) {
    const [was, is] = [parse(before), parse(after)];
    if (!was || !is) {
        return plainBlock(before);
    }
    const unfolded = model.unfolded(is);
    return codeBlock(model, print(unfolded) === print(was) ? unfolded : was, narrow);
}

const narrow = { width: 36 }; // characters of a line, where two programs are side by side

/** @param {Model} model @param {Programs} programs @param {number} i */
function programDetail(model, programs, i) {
    const [before, after] = [programs.before(i), programs.after(i)];
    const term = parse(after);
    const used = model.usedIn(after);
    const run = programs.run(i);
    return element("div", { class: "detail" },
        element("h3", { id: "program-title" }, element("bdi", {}, visible(programs.name(i)))),
        facts([
            ["Task", programs.task(i) && programs.task(i) !== programs.name(i)
                && element("bdi", {}, visible(programs.task(i)))],
            ["Cost", `${number(programs.costBefore(i))} → ${number(programs.costAfter(i))}`],
            ["Abstractions", used.length > 0
                && element("span", { class: "chips" }, ...used.map((index) => chip(model, index)))],
        ]),
        element("div", { class: "sides" },
            element("div", {}, element("h4", {}, "Before"), beforeBlock(model, before, after)),
            element("div", {}, element("h4", {}, "After"),
                term ? codeBlock(model, term, narrow) : plainBlock(after))),
        run && element("div", {}, element("h4", {}, "What attends to what"), runView(run, {
            selectors: true,
        })),
        run?.transformer && element("details", {}, element("summary", {}, "Transformer"),
            transformerView(run.transformer)));
}

/** @param {Model} model @param {Programs} programs @param {number} i */
function programRow(model, programs, i) {
    const [before, after] = [programs.costBefore(i), programs.costAfter(i)];
    return element("div", { class: "program" },
        element("div", { class: "top" },
            element("bdi", { class: "where" }, visible(programs.name(i))),
            element("span", { class: "cost" },
                `${number(before)} → ${number(after)} (${percent(before - after, before)} less)`)),
        codeLine(model, programs.after(i)));
}

/** @param {Model} model @param {Programs} programs */
export function programsSection(model, programs) {
    /** @type {number[][]} */
    const used = [];
    const usedBy = (/** @type {number} */ i) => (used[i] ??= model.usedIn(programs.after(i)));
    const ids = { text: freshId("search"), by: freshId("by"), least: freshId("least"),
        order: freshId("order") };
    const text = /** @type {HTMLInputElement} */ (element("input",
        { type: "search", id: ids.text, autocomplete: "off", spellcheck: "false" }));
    const by = /** @type {HTMLSelectElement} */ (element("select", { id: ids.by },
        element("option", { value: "" }, "any or none"),
        ...model.abstractions.map((_, index) =>
            element("option", { value: String(index) }, visible(model.label(index))))));
    const least = /** @type {HTMLInputElement} */ (element("input", { type: "range", id: ids.least,
        min: "0", max: "95", step: "5", value: "0" }));
    const leastText = element("output", { for: ids.least }, "0 %");
    const order = /** @type {HTMLSelectElement} */ (element("select", { id: ids.order },
        element("option", { value: "input" }, "as in the corpus"),
        element("option", { value: "saved" }, "most saved first"),
        element("option", { value: "share" }, "largest share saved first")));
    const status = element("p", { class: "note", role: "status", "aria-live": "polite" });
    const panel = element("div", { class: "panel", role: "region",
        "aria-labelledby": "program-title", tabindex: "-1" });
    let chosen = 0;
    const fill = () => panel.replaceChildren(programDetail(model, programs, chosen));
    const list = virtualList({ label: "Programs", height: 58,
        row: (i) => programRow(model, programs, i),
        choose: (i) => {
            chosen = i;
            fill();
        } });
    const all = Array.from({ length: programs.count }, (_, i) => i);

    function filter() {
        const wanted = text.value.trim().toLowerCase();
        const index = by.value === "" ? -1 : Number(by.value);
        const share = Number(least.value);
        leastText.textContent = `${share} %`;
        const shown = all.filter((i) =>
            (wanted === "" || programs.name(i).toLowerCase().includes(wanted)
                || programs.task(i).toLowerCase().includes(wanted)
                || programs.after(i).toLowerCase().includes(wanted))
            && (share === 0 || shorter(programs, i) >= share)
            && (index < 0 || usedBy(i).includes(index)));
        const saved = (/** @type {number} */ i) => programs.costBefore(i) - programs.costAfter(i);
        if (order.value === "saved") {
            shown.sort((a, b) => saved(b) - saved(a) || a - b);
        } else if (order.value === "share") {
            shown.sort((a, b) => shorter(programs, b) - shorter(programs, a) || a - b);
        }
        list.show(shown);
        status.textContent = shown.length === programs.count
            ? counted(programs.count, "program")
            : `${number(shown.length)} of ${counted(programs.count, "program")}`;
    }
    for (const control of [text, by, least, order]) {
        control.addEventListener("input", filter);
    }
    model.on("name", (index) => {
        const option = by.options[index + 1];
        option.textContent = visible(model.label(index));
    });
    model.on("variables", fill);
    // The list has its height, and so its rows, only when it is on the page.
    requestAnimationFrame(() => {
        filter();
        if (programs.count > 0) {
            const telling = all.findIndex((i) => shorter(programs, i) >= 20);
            list.choose(Math.max(telling, 0), { follow: false });
        }
    });
    const field = (/** @type {string} */ id, /** @type {string} */ label,
        /** @type {Node[]} */ ...control) => element("div", { class: "field" },
        element("label", { for: id }, label), ...control);
    return section("programs", "Programs",
        element("p", {}, "Parts that became abstractions are in their colour. Point at one: all "
            + "its uses light up."),
        element("div", { class: "bar" },
            field(ids.text, "Search names, tasks and programs", text),
            model.abstractions.length > 0 && field(ids.by, "Uses the abstraction", by),
            field(ids.least, "Shorter by at least", least, leastText),
            field(ids.order, "Order", order)),
        status,
        element("div", { class: "two" }, list.element, panel));
}
