// Builds the page from its data, which stands in the element #data as JSON.

import { listenToParts } from "./code.js";
import { compressionCharts, compressionSummary } from "./compression.js";
import { element } from "./dom.js";
import { evaluationSections } from "./evaluation.js";
import { librarySection } from "./library.js";
import { loopSections } from "./loop.js";
import { addColours, makeModel } from "./model.js";
import { programsOf, programsSection } from "./programs.js";
import { visible } from "./text.js";
import { themeButton } from "./theme.js";

/** @param {ReturnType<typeof makeModel>} model */
function compressionSections(model) {
    const programs = programsOf(model.data);
    function* sources() {
        for (const abstraction of model.abstractions) {
            yield { where: abstraction.name, text: abstraction.body };
        }
        for (let i = 0; i < programs.count; ++i) {
            yield { where: programs.name(i), text: programs.after(i) };
        }
    }
    return [compressionSummary(model), compressionCharts(model), librarySection(model, sources),
        programsSection(model, programs)];
}

const makers = {
    compression: compressionSections,
    evaluation: evaluationSections,
    run: loopSections,
};

function build() {
    const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}");
    const model = makeModel(data);
    addColours(model);
    listenToParts(model);
    const sections = makers[/** @type {keyof typeof makers} */ (data.kind)](model)
        .filter((made) => made instanceof HTMLElement);
    const links = sections.map((made) => element("a", { href: `#${made.id}` },
        made.querySelector("h2")?.textContent ?? made.id));
    document.body.append(
        element("a", { class: "skip", href: "#summary" }, "Skip to the content"),
        element("header", {}, element("div", { class: "inner" },
            element("h1", {}, element("bdi", {}, visible(data.title))), themeButton(model)),
        element("nav", { "aria-label": "Sections" }, ...links)),
        element("main", {}, ...sections),
        element("footer", {}, element("p", {}, `Made by ${data.program} ${data.version} of `
            + "rasp-stitch. The charts are drawn by Chart.js, under the MIT licence.")));
    document.documentElement.setAttribute("data-ready", "");
}

build();
