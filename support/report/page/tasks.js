// The tasks of a run: solved or not, their best programs, or how deep the search for them got.

import { chip, codeBlock, codeLine, plainBlock } from "./code.js";
import { element, facts, freshId, section } from "./dom.js";
import { runView } from "./grids.js";
import { virtualList } from "./list.js";
import { parse } from "./terms.js";
import { counted, limitOf, number, visible } from "./text.js";
import { transformerView } from "./transformer.js";

/** @typedef {ReturnType<typeof import("./model.js").makeModel>} Model */
/** @typedef {{name: string, type: string, examples: number, programs?: [string, number|null][],
 *   sure?: boolean, reason?: string, right?: boolean, solved?: boolean, heldOut?: boolean,
 *   reached?: number|null, tried?: number, searches?: number, stopped?: string,
 *   run?: any, transformer?: any}} Task */

/** @param {Task} task */
const isSolved = (task) => task.heldOut ? task.solved === true : (task.programs ?? []).length > 0;

/** @param {Task} task */
function state(task) {
    if (!isSolved(task)) {
        return "not solved";
    }
    return task.right === false ? "solved, wrong on fresh inputs"
        : task.sure === false ? "solved, unsure" : "solved";
}

/** @param {Task} task */
function depth(task) {
    return task.reached === undefined || task.reached === null ? ""
        : `${number(task.reached)} nats deep, ${counted(task.tried ?? 0, "program")} looked at in `
            + counted(task.searches ?? 0, "search", "searches")
            + (task.stopped ? `; the last was stopped by ${limitOf(task.stopped)}` : "");
}

/** @param {Model} model @param {string} text */
function programBlock(model, text) {
    const term = parse(text);
    if (!term) {
        return plainBlock(text);
    }
    return element("div", {}, codeBlock(model, term),
        model.usedIn(text).length > 0 && element("details", {},
            element("summary", {}, "Without abstractions"),
            codeBlock(model, model.unfolded(term))));
}

/** @param {Model} model @param {Task} task */
function taskDetail(model, task) {
    const programs = task.programs ?? [];
    const used = programs.length > 0 ? model.usedIn(programs[0][0]) : [];
    const met = task.examples === 1 ? "the example" : `all ${number(task.examples)} examples`;
    return element("div", { class: "detail" },
        element("h3", { id: "task-title" }, element("bdi", {}, visible(task.name))),
        facts([
            ["State", state(task)],
            ["Examples", number(task.examples)],
            ["Held out", task.heldOut ? "yes: nothing is learnt from it" : null],
            ["Type", element("code", {}, visible(task.type))],
            ["On fresh inputs", task.right === undefined ? null
                : task.right ? "right" : "wrong: it meets the examples and does something else"],
            ["Sure", task.sure === undefined ? null
                : task.sure ? "yes" : `no: ${visible(task.reason ?? "")}`],
            ["The search got", depth(task)],
            ["Abstractions of the best program", used.length > 0
                && element("span", { class: "chips" }, ...used.map((index) => chip(model, index)))],
        ]),
        programs.length > 0
            && element("h4", {}, programs.length === 1 ? "Program" : "Programs, best first"),
        ...programs.map(([text, prior]) => element("div", { class: "found" },
            element("p", { class: "note" }, `log prior ${number(prior)}, meets ${met}`),
            programBlock(model, text))),
        task.run && element("div", {},
            element("h4", {}, "What attends to what in the best program"),
            runView(task.run, { selectors: true })),
        task.transformer && element("details", {}, element("summary", {}, "Transformer"),
            transformerView(task.transformer)));
}

/** @param {Model} model @param {Task} task */
function taskRow(model, task) {
    const best = task.programs?.[0]?.[0];
    return element("div", { class: "program" },
        element("div", { class: "top" },
            element("bdi", { class: "where" }, visible(task.name)),
            element("span", { class: "cost" }, state(task))),
        best !== undefined ? codeLine(model, best)
            : element("span", { class: "note" }, task.heldOut ? "held out" : depth(task)));
}

/** @param {Model} model */
export function tasksSection(model) {
    const { data } = model;
    /** @type {Task[]} */
    const all = [...data.tasks,
        ...(data.held_out ?? []).map((/** @type {Task} */ task) => ({ ...task, heldOut: true }))];
    const ids = { text: freshId("search"), which: freshId("which"), by: freshId("by") };
    const text = /** @type {HTMLInputElement} */ (element("input",
        { type: "search", id: ids.text, autocomplete: "off", spellcheck: "false" }));
    /** @type {Record<string, [string, (task: Task) => boolean]>} */
    const kinds = {
        all: ["all tasks", () => true],
        solved: ["solved", isSolved],
        open: ["not solved", (task) => !isSolved(task)],
        unsure: ["solved, but unsure or wrong",
            (task) => isSolved(task) && (task.sure === false || task.right === false)],
        held: ["held out", (task) => task.heldOut === true],
    };
    const which = /** @type {HTMLSelectElement} */ (element("select", { id: ids.which },
        ...Object.entries(kinds).map(([value, [label]]) => element("option", { value }, label))));
    const by = /** @type {HTMLSelectElement} */ (element("select", { id: ids.by },
        element("option", { value: "" }, "any or none"),
        ...model.abstractions.map((_, index) =>
            element("option", { value: String(index) }, visible(model.label(index))))));
    const status = element("p", { class: "note", role: "status", "aria-live": "polite" });
    const panel = element("div", { class: "panel", role: "region", "aria-labelledby": "task-title",
        tabindex: "-1" });
    let [chosen] = all;
    const fill = () => panel.replaceChildren(taskDetail(model, chosen));
    const list = virtualList({ label: "Tasks", height: 58, row: (task) => taskRow(model, task),
        choose: (task) => {
            chosen = task;
            fill();
        } });
    function filter() {
        const wanted = text.value.trim().toLowerCase();
        const index = by.value === "" ? -1 : Number(by.value);
        const shown = all.filter((task) => kinds[which.value][1](task)
            && (wanted === "" || task.name.toLowerCase().includes(wanted)
                || (task.programs ?? []).some(([program]) =>
                    program.toLowerCase().includes(wanted)))
            && (index < 0 || (task.programs ?? []).some(([program]) =>
                model.usedIn(program).includes(index))));
        list.show(shown);
        status.textContent = shown.length === all.length ? counted(all.length, "task")
            : `${number(shown.length)} of ${counted(all.length, "task")}`;
    }
    for (const control of [text, which, by]) {
        control.addEventListener("input", filter);
    }
    model.on("variables", fill);
    model.on("name", (index) => {
        by.options[index + 1].textContent = visible(model.label(index));
    });
    requestAnimationFrame(() => {
        filter();
        const telling = all.find((task) => isSolved(task) && task.programs !== undefined
            && model.usedIn(task.programs[0][0]).length > 0);
        list.choose(telling ?? all.find(isSolved) ?? all[0], { follow: false });
    });
    const field = (/** @type {string} */ id, /** @type {string} */ label,
        /** @type {Node} */ control) => element("div", { class: "field" },
        element("label", { for: id }, label), control);
    return section("tasks", "Tasks",
        element("div", { class: "bar" }, field(ids.text, "Search names and programs", text),
            field(ids.which, "Show", which),
            model.abstractions.length > 0 && field(ids.by, "Uses the abstraction", by)),
        status, element("div", { class: "two" }, list.element, panel));
}
