// The page of rasp-eval: a program, its transformer, and what it computes on an input.

import { codeBlock, plainBlock } from "./code.js";
import { howMade } from "./compression.js";
import { element, facts, section } from "./dom.js";
import { runView, sequenceRow } from "./grids.js";
import { parse } from "./terms.js";
import { visible } from "./text.js";
import { transformerView } from "./transformer.js";

/** @param {ReturnType<typeof import("./model.js").makeModel>} model */
export function evaluationSections(model) {
    const { data } = model;
    const term = parse(data.text);
    const block = element("div", {});
    const fill = () => block.replaceChildren(
        term ? codeBlock(model, term, { width: 80 }) : plainBlock(data.text));
    model.on("variables", fill);
    fill();
    const last = data.run?.values[data.run.values.length - 1];
    return [
        section("summary", "Program", block,
            data.source && element("div", {}, element("h3", {}, "As RASP"),
                plainBlock(data.source.trimEnd())),
            facts([["Type", element("code", {}, visible(data.type))],
                ["Result", last?.v && !data.run.failure
                    ? sequenceRow(data.run.input, last.v, "Result") : null]]),
            howMade(data)),
        data.run && section("values", "Values",
            element("p", {}, "Each value once, parts before wholes. In a heat map a row is a query, "
                + "a column a key; a dark cell is selected. The values that are read stand above the "
                + "keys, what comes out to the right."),
            runView(data.run)),
        data.transformer && section("transformer", "Transformer",
            transformerView(data.transformer)),
    ];
}
