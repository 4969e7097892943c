// The data of a page, with what all its parts need to know of it.
//
//     const model = makeModel(data);       // data: as compressor/output/report_data.hpp writes it
//     model.library.get("fn_0")            // {body: Term, arity, index}
//     model.plainName(0)                   // the name that somebody gave it, or ""
//     model.rename(0, "mirror")            // tells all parts that listen
//     model.on("name", (index) => ...)

import { parse, unfold } from "./terms.js";

/** @typedef {{name: string, plain?: string, body: string, arity: number, type?: string,
 *   layer: number, place: number, parts: number[], [more: string]: any}} Abstraction */

/** @param {any} data */
export function makeModel(data) {
    /** @type {Abstraction[]} */
    const abstractions = data.abstractions ?? [];
    const library = new Map();
    const indexOf = new Map();
    abstractions.forEach((abstraction, index) => {
        indexOf.set(abstraction.name, index);
        const body = parse(abstraction.body);
        if (body) {
            library.set(abstraction.name, { body, arity: abstraction.arity, index });
        }
    });
    const users = abstractions.map(() => /** @type {number[]} */ ([]));
    abstractions.forEach((abstraction, index) => {
        for (const part of abstraction.parts ?? []) {
            users[part].push(index);
        }
    });
    const plain = abstractions.map((abstraction) => abstraction.plain ?? "");
    /** @type {Map<string, ((value: any) => void)[]>} */
    const listeners = new Map();
    const model = {
        data,
        abstractions,
        library,
        indexOf,
        users,
        selected: abstractions.length > 0 ? 0 : -1,
        namedVariables: false,
        /** @param {string} event @param {(value: any) => void} listener */
        on(event, listener) {
            listeners.set(event, [...(listeners.get(event) ?? []), listener]);
        },
        /** @param {string} event @param {any} value */
        tell(event, value) {
            for (const listener of listeners.get(event) ?? []) {
                listener(value);
            }
        },
        /** @param {number} index */
        plainName: (index) => plain[index] ?? "",
        /** @param {number} index */
        label: (index) => plain[index] || abstractions[index].name,
        /** @param {number} index @param {string} name */
        rename(index, name) {
            plain[index] = name.trim();
            model.tell("name", index);
        },
        /** The plain names, as --names reads them. */
        names() {
            /** @type {Record<string, string>} */
            const given = {};
            plain.forEach((name, index) => {
                if (name) {
                    given[abstractions[index].name] = name;
                }
            });
            return given;
        },
        /** @param {number} index */
        select(index) {
            model.selected = index;
            model.tell("select", index);
        },
        /** @param {number} index of an abstraction, or -1 @returns {void} */
        light(index) {
            model.tell("light", index);
        },
        /** @param {boolean} named */
        nameVariables(named) {
            model.namedVariables = named;
            model.tell("variables", named);
        },
        variableNames: () => (model.namedVariables ? data.variables ?? [] : null),
        /** @param {string} text @returns {number[]} the abstractions that a program names */
        usedIn(text) {
            const used = new Set();
            for (const [token] of text.matchAll(/[^\s()]+/gu)) {
                const index = indexOf.get(token);
                if (index !== undefined) {
                    used.add(index);
                }
            }
            return [...used].sort((a, b) => a - b);
        },
        /** @param {import("./terms.js").Term} term with all uses written out */
        unfolded: (term) => unfold(term, library, { beta: data.beta === true }),
    };
    return model;
}

// Neighbours in the order of a library get hues far apart.
/** @param {number} index @returns {number} */
export function hueOf(index) {
    return Math.round((index * 137.508 + 250) % 360);
}

/** Rules for the colours of the abstractions, which no style attribute may set.
 * @param {ReturnType<typeof makeModel>} model */
export function addColours(model) {
    const colours = new CSSStyleSheet();
    const light = new CSSStyleSheet();
    colours.replaceSync(model.abstractions
        .map((_, index) => `[data-c="${index}"]{--hue:${hueOf(index)}}`).join("\n"));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, colours, light];
    model.on("light", (index) => {
        light.replaceSync(index < 0 ? "" :
            `[data-a~="${index}"]{background:oklch(var(--lit) 0.13 ${hueOf(index)});` +
            `box-shadow:0 0 0 2px oklch(var(--strong) 0.15 ${hueOf(index)})}`);
    });
}
