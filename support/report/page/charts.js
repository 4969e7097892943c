// Charts, drawn by Chart.js (MIT), each with a table that says the same.
//
//     chart(model, { title: "Cost", text: "How ...", table: {headings, rows},
//                    make: (colours) => ({ type: "line", data: ..., options: ... }) })
//
// Where the page was built without Chart.js, the tables are all there is.

import { element, table } from "./dom.js";

/** @returns {Record<string, string>} the colours of the theme that is shown */
function colours() {
    const style = getComputedStyle(document.documentElement);
    const names = ["ink", "soft", "rule", "accent", "second", "third", "fourth", "fifth"];
    return Object.fromEntries(
        names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** @returns {any} */
const library = () => /** @type {any} */ (globalThis).Chart;

/**
 * @param {ReturnType<typeof import("./model.js").makeModel>} model
 * @param {{title: string, text: string, make: (colours: Record<string, string>) => any,
 *          table: {headings: string[], rows: (Node|string)[][]}, tall?: boolean}} options
 */
export function chart(model, { title, text, make, table: rows, tall = false }) {
    const data = element("details", {}, element("summary", {}, `Table: ${title}`),
        table(title, rows.headings, rows.rows));
    const figure = element("figure", { class: "chart" },
        element("figcaption", {}, element("h3", {}, title), element("p", {}, text)));
    if (!library()) {
        data.setAttribute("open", "");
        figure.append(data);
        return figure;
    }
    const canvas = element("canvas", { role: "img", "aria-label": `${title}. ${text}` });
    figure.append(element("div", { class: tall ? "canvas tall" : "canvas" }, canvas), data);
    /** @type {any} */
    let shown = null;
    const draw = () => {
        shown?.destroy();
        const palette = colours();
        const Chart = library();
        Chart.defaults.animation = false;
        Chart.defaults.color = palette.soft;
        Chart.defaults.borderColor = palette.rule;
        Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
        const config = make(palette);
        config.options = { responsive: true, maintainAspectRatio: false, ...config.options };
        shown = new Chart(canvas, config);
    };
    // A chart takes some milliseconds: it is drawn when it comes into view.
    const seen = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
            seen.disconnect();
            draw();
            model.on("theme", draw);
        }
    }, { rootMargin: "300px" });
    seen.observe(figure);
    return figure;
}

/** Options that most charts of one quantity share. @param {string} x @param {string} y */
export function axes(x, y, more = {}) {
    return {
        interaction: { mode: "index", intersect: false },
        plugins: { legend: { display: false } },
        scales: {
            x: { title: { display: true, text: x }, grid: { display: false } },
            y: { title: { display: true, text: y }, beginAtZero: true },
        },
        ...more,
    };
}

/** @param {string} label @param {any[]} data @param {string} colour @param {object} more */
export function line(label, data, colour, more = {}) {
    return { label, data, borderColor: colour, backgroundColor: colour, borderWidth: 2,
        pointRadius: data.length > 60 ? 0 : 3, tension: 0, ...more };
}
