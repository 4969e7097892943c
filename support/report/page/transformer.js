// The transformer that a program compiles to, from the embedding to its last layer.

import { element } from "./dom.js";
import { counted, visible } from "./text.js";

/** @typedef {{selects: string, values: [string, string][]}} Head */

/** @param {string} text */
const minor = (text) => element("strong", { class: "minor" }, text);

/** @param {[string, string][]} values */
function valueList(values) {
    return element("ul", { class: "values" }, ...values.map(([name, text]) =>
        element("li", {}, element("b", {}, name), " = ", element("code", {}, visible(text)))));
}

/**
 * @param {{embedding: [string, string][], result: string,
 *          layers: {heads: Head[], elementwise: [string, string][]}[]}} transformer
 */
export function transformerView(transformer) {
    const heads = transformer.layers.reduce((sum, layer) => sum + layer.heads.length, 0);
    const list = element("ol", { class: "layers" });
    if (transformer.embedding.length > 0) {
        list.append(element("li", { class: "layer" }, minor("Before the first layer"),
            valueList(transformer.embedding)));
    }
    transformer.layers.forEach((layer, index) => {
        list.append(element("li", { class: "layer" }, minor(`Layer ${index + 1}`),
            element("div", { class: "heads" }, ...layer.heads.map((head, at) =>
                element("div", { class: "head" }, minor(`Head ${at + 1} selects`),
                    element("code", {}, visible(head.selects)), valueList(head.values)))),
            layer.elementwise.length > 0
                && element("div", { class: "feed" }, minor("Elementwise"),
                    valueList(layer.elementwise))));
    });
    return element("div", { class: "transformer" },
        element("p", {}, `${counted(transformer.layers.length, "layer")}, `
            + `${counted(heads, "head")}; the result is `,
        element("code", {}, visible(transformer.result))), list);
}
