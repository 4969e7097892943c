// The library as a graph: who is built from whom. The layers, and the order within each, come with
// the data (support/report/layers.hpp); this gives them places that fit the width of the page.

import { drawn, element } from "./dom.js";
import { counted, excerpt, visible } from "./text.js";

const box = { width: 128, height: 40, gap: 14, between: 46 };

/**
 * The places of the boxes, each layer in as many rows as the width asks for.
 * @param {{layer: number, place: number}[]} nodes @param {number} width
 * @returns {{places: {x: number, y: number}[], height: number}}
 */
export function placed(nodes, width) {
    const perRow = Math.max(1, Math.floor((width + box.gap) / (box.width + box.gap)));
    const layers = new Map();
    nodes.forEach((node, index) => {
        layers.set(node.layer, [...(layers.get(node.layer) ?? []), index]);
    });
    /** @type {{x: number, y: number}[]} */
    const places = nodes.map(() => ({ x: 0, y: 0 }));
    let y = 2;
    for (const layer of [...layers.keys()].sort((a, b) => a - b)) {
        const inside = layers.get(layer)
            .sort((/** @type {number} */ a, /** @type {number} */ b) =>
                nodes[a].place - nodes[b].place);
        const rows = Math.ceil(inside.length / perRow);
        const inRow = Math.ceil(inside.length / rows);
        for (let row = 0; row < rows; ++row) {
            const members = inside.slice(row * inRow, (row + 1) * inRow);
            const whole = members.length * (box.width + box.gap) - box.gap;
            members.forEach((/** @type {number} */ index, /** @type {number} */ column) => {
                places[index] = { x: (width - whole) / 2 + column * (box.width + box.gap), y };
            });
            y += box.height + (row + 1 < rows ? box.gap : box.between);
        }
    }
    return { places, height: Math.max(0, y - box.between + 2) };
}

/** @param {ReturnType<typeof import("./model.js").makeModel>} model */
export function libraryGraph(model) {
    const holder = element("div", { class: "graph" });
    /** @type {SVGElement[]} */
    let nodes = [];
    /** @type {{from: number, to: number, path: SVGElement}[]} */
    let edges = [];

    function mark() {
        nodes.forEach((node, index) => {
            node.setAttribute("aria-pressed", index === model.selected ? "true" : "false");
        });
        for (const { from, to, path } of edges) {
            const near = from === model.selected || to === model.selected;
            path.setAttribute("class", near ? "edge near" : "edge");
        }
    }

    function draw() {
        const width = Math.max(box.width, Math.floor(holder.clientWidth));
        const { places, height } = placed(model.abstractions, width);
        const held = nodes.findIndex((node) => node === document.activeElement);
        nodes = [];
        edges = [];
        model.abstractions.forEach((abstraction, from) => {
            for (const to of abstraction.parts ?? []) {
                const [a, b] = [places[to], places[from]];
                const [x1, y1, x2, y2] = [a.x + box.width / 2, a.y + box.height,
                    b.x + box.width / 2, b.y];
                const bend = Math.max(14, (y2 - y1) / 2);
                edges.push({ from, to, path: drawn("path", { "data-c": to,
                    d: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}` }) });
            }
        });
        model.abstractions.forEach((abstraction, index) => {
            const uses = counted(abstraction.uses, "use");
            const choose = () => model.select(index);
            nodes.push(drawn("g", {
                class: "node", role: "button", tabindex: "0", "data-c": index, "data-a": index,
                "aria-label": `${visible(model.label(index))}, arity ${abstraction.arity}, ${uses}`,
                transform: `translate(${places[index].x} ${places[index].y})`,
                on: {
                    click: choose,
                    keydown: (/** @type {KeyboardEvent} */ event) => {
                        if (event.key === "Enter" || event.key === " ") {
                            event.preventDefault();
                            choose();
                        }
                    },
                },
            }, drawn("rect", { width: box.width, height: box.height, rx: 8 }),
            drawn("text", { x: 10, y: 17, class: "node-name" },
                visible(excerpt(model.label(index), 15))),
            drawn("text", { x: 10, y: 32, class: "node-more" },
                `arity ${abstraction.arity}, ${uses}`)));
        });
        const picture = drawn("svg", { width, height, viewBox: `0 0 ${width} ${height}`,
            role: "group", "aria-label": "Library: lower abstractions are built from upper ones" },
        drawn("g", {}, ...edges.map((edge) => edge.path)), drawn("g", {}, ...nodes));
        holder.replaceChildren(picture);
        mark();
        if (held >= 0) {
            nodes[held].focus();
        }
    }

    let drawnFor = -1;
    new ResizeObserver(() => {
        if (holder.clientWidth !== drawnFor) {
            drawnFor = holder.clientWidth;
            draw();
        }
    }).observe(holder);
    model.on("select", mark);
    model.on("name", draw);
    return holder;
}
