// Every use of an abstraction with its arguments, found in the texts of the programs as time
// allows: a page with 20,000 programs stays quick.

import { codePieces } from "./code.js";
import { element } from "./dom.js";
import { virtualList } from "./list.js";
import { parse, usesIn } from "./terms.js";
import { counted, visible } from "./text.js";

const slice = 12; // milliseconds of work between two frames

/** @typedef {{where: string, text: string, isLibrary?: boolean}} Source */

/**
 * @param {ReturnType<typeof import("./model.js").makeModel>} model
 * @param {number} index
 * @param {() => Iterable<Source>} sources programs, and bodies of later abstractions
 */
export function usesView(model, index, sources) {
    const { name } = model.abstractions[index];
    const found = /** @type {{where: string, term: any, level: number}[]} */ ([]);
    const status = element("p", { class: "note", role: "status" });
    const list = virtualList({
        label: `Uses of ${visible(model.label(index))}`, height: 46, choose: () => {},
        row: (use) => element("div", { class: "use" },
            element("bdi", { class: "where" }, visible(use.where)),
            element("code", { class: "line" }, codePieces(model, use.term, { level: use.level }))),
    });
    list.element.classList.add("short");
    const left = sources()[Symbol.iterator]();
    let ended = false;
    const view = element("div", { class: "uses" }, status, list.element);

    function work() {
        if (!view.isConnected) {
            return; // another abstraction is shown now
        }
        const end = performance.now() + slice;
        const before = found.length;
        while (!ended && performance.now() < end) {
            const next = left.next();
            ended = next.done === true;
            const source = next.value;
            if (ended || !source.text.includes(name)) {
                continue;
            }
            const term = parse(source.text);
            for (const use of term ? usesIn(term, name) : []) {
                const head = { kind: "name", name };
                found.push({ where: source.where, level: use.level,
                    term: use.arguments.length === 0 ? head
                        : { kind: "app", items: [head, ...use.arguments] } });
            }
        }
        if (found.length > before || ended) {
            list.show([...found], { keeps: true });
        }
        status.textContent = `${counted(found.length, "use")}${ended ? "" : " so far"}, `
            + "in programs and in later abstractions";
        if (!ended) {
            requestAnimationFrame(work);
        }
    }
    requestAnimationFrame(work);
    return view;
}
