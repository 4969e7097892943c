// The library: a graph, and all there is to say of the abstraction that is chosen in it.

import { chip, codeBlock, plainBlock } from "./code.js";
import { element, facts, freshId, section } from "./dom.js";
import { libraryGraph } from "./graph.js";
import { number, visible } from "./text.js";
import { parse } from "./terms.js";
import { transformerView } from "./transformer.js";
import { usesView } from "./uses.js";

/** @typedef {ReturnType<typeof import("./model.js").makeModel>} Model */

/** @param {Model} model @param {number[]} indices */
function chips(model, indices) {
    return indices.length > 0
        && element("span", { class: "chips" }, ...indices.map((index) => chip(model, index)));
}

/** @param {Model} model @param {number} index */
function nameField(model, index) {
    const id = freshId("name");
    return element("div", { class: "field" }, element("label", { for: id }, "Plain name"),
        element("input", { id, type: "text", value: model.plainName(index), maxlength: "80",
            placeholder: model.abstractions[index].name, autocomplete: "off", spellcheck: "false",
            on: { input: (/** @type {Event} */ event) =>
                model.rename(index, /** @type {HTMLInputElement} */ (event.target).value) } }));
}

/** @param {Model} model @param {number} index */
function definition(model, index) {
    const { body } = model.abstractions[index];
    const term = parse(body);
    if (!term) {
        return element("div", {}, plainBlock(body));
    }
    const parts = model.abstractions[index].parts ?? [];
    return element("div", {}, element("h4", {}, "Body"), codeBlock(model, term),
        parts.length > 0 && element("details", {},
            element("summary", {}, "The definition all the way down"),
            codeBlock(model, model.unfolded(term))));
}

/**
 * @param {Model} model @param {number} index
 * @param {() => Iterable<import("./uses.js").Source>} sources
 */
function detail(model, index, sources) {
    const abstraction = model.abstractions[index];
    const { data } = model;
    const title = element("h3", { id: "abstraction-title", "data-c": index, class: "tinted" },
        element("bdi", {}, visible(model.label(index))));
    const total = data.cost?.total;
    const without = abstraction.without === undefined || abstraction.without === null ? null
        : number(abstraction.without) + (total === undefined ? ""
            : ` (${number(abstraction.without - total)} more)`);
    const nats = abstraction.nats_without === undefined ? null
        : `${number(abstraction.nats_without)} nats `
            + `(${number(abstraction.nats_without - data.nats)} more)`;
    const rows = facts([
        ["Name", element("code", {}, visible(abstraction.name))],
        ["Type", abstraction.type && element("code", {}, visible(abstraction.type))],
        ["Arity", number(abstraction.arity)],
        [data.kind === "run" ? "Uses" : "Uses in programs", number(abstraction.uses)],
        ["Utility", abstraction.utility !== undefined && number(abstraction.utility)],
        ["Cost after it", abstraction.cost_after !== undefined && number(abstraction.cost_after)],
        ["Total without it", without],
        ["Best programs without it", nats],
        ["Learnt in iteration", abstraction.iteration && number(abstraction.iteration)],
        ["Tasks", abstraction.tasks && number(abstraction.tasks.length)],
        ["From the library that was given", abstraction.given ? "yes" : null],
        ["Built from", chips(model, abstraction.parts ?? [])],
        ["Used by", chips(model, model.users[index])],
    ]);
    const { transformer } = abstraction;
    return element("div", { class: "detail" }, title, nameField(model, index), rows,
        definition(model, index),
        element("h4", {}, "Uses"), usesView(model, index, sources),
        transformer && element("div", {}, element("h4", {}, "Transformer"),
            element("p", { class: "note" }, "What it compiles to in ",
                element("bdi", {}, visible(transformer.where)), ", as ",
                element("code", {}, visible(transformer.program))),
            transformerView(transformer)));
}

/** The abstractions that the corpus had before. @param {Model} model */
function knownNames(model) {
    const { known } = model.data;
    return known && element("details", {},
        element("summary", {}, "Names that the corpus had before"),
        facts(known.map((/** @type {[string, string]} */ [name, text]) =>
            [visible(name), element("code", {}, visible(text))])));
}

/** @param {Model} model */
function saveNames(model) {
    const text = `${JSON.stringify(model.names(), null, 2)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = element("a", { href: address, download: "names.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** @param {Model} model @param {() => Iterable<import("./uses.js").Source>} sources */
export function librarySection(model, sources) {
    if (model.abstractions.length === 0) {
        return section("library", "Library", element("p", {}, "There are no abstractions."),
            knownNames(model));
    }
    const id = freshId("variables");
    const panel = element("div", { class: "panel", role: "region",
        "aria-labelledby": "abstraction-title", tabindex: "-1" });
    const fill = () => {
        const index = model.selected;
        panel.replaceChildren(detail(model, index, sources));
    };
    model.on("select", (index) => {
        fill();
        const title = panel.querySelector("h3");
        if (title && matchMedia("(max-width: 899px)").matches) {
            title.scrollIntoView({ block: "nearest" });
        }
        model.light(index);
    });
    model.on("variables", fill);
    model.on("name", (index) => {
        const title = panel.querySelector("h3 bdi");
        if (title && index === model.selected) {
            title.textContent = visible(model.label(index));
        }
    });
    fill();
    return section("library", "Library",
        element("p", {}, "Lower abstractions are built from upper ones. Choose one to see what it "
            + "does. Plain names that you give are for you: save them, and --names shows them "
            + "again."),
        element("div", { class: "bar" },
            element("span", { class: "check" },
                element("input", { type: "checkbox", id, on: { change:
                    (/** @type {Event} */ { target }) => model.nameVariables(
                        /** @type {HTMLInputElement} */ (target).checked) } }),
                element("label", { for: id }, "Name the variables")),
            element("button", { type: "button", on: { click: () => saveNames(model) } },
                "Save the names as JSON")),
        element("div", { class: "two" }, libraryGraph(model), panel), knownNames(model));
}
