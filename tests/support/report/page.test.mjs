// Tests of the page's modules that need no browser: node --test page.test.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { placed } from "../../../support/report/page/graph.js";
import { valueText } from "../../../support/report/page/grids.js";
import { timeline } from "../../../support/report/page/loop.js";
import { makeModel } from "../../../support/report/page/model.js";
import { parse, print, segments, unfold, usesIn } from "../../../support/report/page/terms.js";
import { counted, excerpt, number, percent, seconds, visible }
    from "../../../support/report/page/text.js";

const page = new URL("../../../support/report/page/", import.meta.url);

const library = new Map([
    ["fn_0", { body: parse("(f #0 #0)"), arity: 1, index: 0 }],
    ["fn_1", { body: parse("(lam (fn_0 (g #0 $0)))"), arity: 1, index: 1 }],
    ["k", { body: parse("(c c)"), arity: 0, index: 2 }],
]);

test("terms are written as they were read", () => {
    for (const text of
        ["a", "(f a b)", "(lam (f $0 #1))", "(lam (lam_3 ($1_2 $0)))", "(f (g) a)"]) {
        assert.equal(print(parse(text)), text.replace("(g)", "g"));
    }
});

test("an application of an application is one", () => {
    assert.equal(print(parse("((f a) b)")), "(f a b)");
    assert.equal(print(parse("f a (g b)")), "(f a (g b))");
});

test("what is no term is null", () => {
    for (const text of ["", "(f", "f)", "()", "#(lambda $0)", `${"(f ".repeat(5000)}a`]) {
        assert.equal(parse(text), null);
    }
});

test("a use is unfolded to the body with the arguments in it", () => {
    assert.equal(print(unfold(parse("(p (fn_0 (g a)))"), library)), "(p (f (g a) (g a)))");
    assert.equal(print(unfold(parse("(fn_0 a b)"), library)), "(f a a b)");
    assert.equal(print(unfold(parse("(p k)"), library)), "(p (c c))");
});

test("an argument under lambdas keeps its variables", () => {
    assert.equal(print(unfold(parse("(lam (fn_1 $0))"), library)),
        "(lam (lam (f (g $1 $0) (g $1 $0))))");
});

test("parts say which abstraction they come from, the one that the program uses first", () => {
    const pieces = segments(unfold(parse("(p (fn_1 a))"), library));
    const of = (text) => pieces.find((piece) => piece.text === text).from;
    assert.deepEqual(of("p"), []);
    assert.deepEqual(of("f"), [1, 0]);
    assert.deepEqual(of("g"), [1]);
    assert.deepEqual(of("a"), []);
});

test("with beta, lambdas that meet arguments are applied", () => {
    const twice = new Map([["t", { body: parse("(#0 (#0 a))"), arity: 1, index: 0 }]]);
    assert.equal(print(unfold(parse("(t (lam (f $0)))"), twice, { beta: true })), "(f (f a))");
});

test("uses are found with their arguments and the lambdas around them", () => {
    const uses = usesIn(parse("(p (fn_0 (fn_0 a)) (lam (fn_0 $0)))"), "fn_0");
    assert.deepEqual(uses.map((use) => [use.arguments.map((one) => print(one)), use.level]),
        [[["(fn_0 a)"], 0], [["a"], 0], [["$0"], 1]]);
});

test("variables are named by their lambda", () => {
    assert.equal(print(parse("(lam (lam (f $1 $0)))"), { names: ["x", "y"] }),
        "(lam x (lam y (f x y)))");
    assert.equal(print(parse("(lam (f $0 $1))"), { names: ["x", "y"] }), "(lam x (f x $1))");
});

test("long terms are broken into lines", () => {
    const lines = segments(parse("(f (g a b) (h c d))"), { width: 10 })
        .map((piece) => piece.text).join("");
    assert.equal(lines, "(f\n  (g a b)\n  (h c d))");
});

test("what cannot be seen is made visible", () => {
    assert.equal(visible("a\u202Eb\u0007"), "a⟨U+202E⟩b⟨U+0007⟩");
    assert.equal(visible("<b>&"), "<b>&");
});

test("numbers and times are for people", () => {
    assert.equal(number(1234567.891), "1,234,567.89");
    assert.equal(number(null), "unknown");
    assert.equal(counted(1, "use"), "1 use");
    assert.equal(counted(2, "library", "libraries"), "2 libraries");
    assert.equal(percent(1, 3), "33 %");
    assert.equal(percent(0, 0), "0 %");
    assert.equal(seconds(0.1234), "0.12 s");
    assert.equal(seconds(59.6), "60 s");
    assert.equal(seconds(75), "1 min 15 s");
    assert.equal(seconds(3720), "1 h 2 min");
    assert.equal(excerpt("abcdef", 4), "abc…");
    assert.equal(valueText(true), "T");
    assert.equal(valueText(1 / 3), "0.333");
    assert.equal(valueText(" "), "␣");
});

test("the boxes of a graph stay within its width, lower layers below upper ones", () => {
    const nodes = Array.from({ length: 9 }, (_, i) => ({ layer: i < 7 ? 0 : 1, place: i % 7 }));
    for (const width of [128, 300, 700]) {
        const { places, height } = placed(nodes, width);
        for (const { x, y } of places) {
            assert.ok(x >= 0 && x + 128 <= width && y >= 0 && y + 40 <= height);
        }
        assert.ok(places[7].y > Math.max(...places.slice(0, 7).map((place) => place.y)));
        assert.equal(new Set(places.map(({ x, y }) => `${x} ${y}`)).size, nodes.length);
    }
});

test("the timeline counts tasks in the order in which they were solved", () => {
    const solved = timeline([
        { phase: "wake", iteration: 1, seconds: 10, new: { tasks: ["a", "b"], seconds: [7, 2] } },
        { phase: "test", iteration: 1, seconds: 5, 
            new: { tasks: ["held out"], seconds: [1] } },
        { phase: "recognition", iteration: 1, seconds: 4, 
            new: { tasks: ["c"], seconds: [null] } },
    ]);
    assert.deepEqual(solved.map((one) => [one.task, one.at, one.count]),
        [["b", 2, 1], ["a", 7, 2], ["c", 19, 3]]);
});

test("plain names are told to who listens, and saved as --names reads them", () => {
    const model = makeModel({ abstractions: [
        { name: "fn_0", body: "(f #0)", arity: 1, parts: [] },
        { name: "fn_1", body: "(fn_0 a)", arity: 0, parts: [0], plain: "known" }] });
    const told = [];
    model.on("name", (index) => told.push(model.label(index)));
    model.rename(0, " mirror ");
    assert.deepEqual(told, ["mirror"]);
    assert.deepEqual(model.names(), { fn_0: "mirror", fn_1: "known" });
    assert.deepEqual(model.users, [[1], []]);
    assert.deepEqual(model.usedIn("(fn_1 (fn_0x fn_0))"), [0, 1]);
});

test("each name at the top of a module is there once, for the modules become one script", () => {
    const build = readFileSync(new URL("../CMakeLists.txt", page), "utf8");
    const [, list] = /set\(modules([^)]*)\)/u.exec(build);
    const seen = new Map();
    const before = new Set();
    for (const module of list.trim().split(/\s+/u)) {
        const text = readFileSync(new URL(module, page), "utf8");
        for (const [, name] of text.matchAll(
            /^(?:export )?(?:const|let|function\*?|class) ([\w$]+)/gmu)) {
            assert.ok(!seen.has(name), `${name} is in ${seen.get(name)} and in ${module}`);
            seen.set(name, module);
        }
        for (const [, imported] of text.matchAll(/from "\.\/([\w.]+)";/gu)) {
            assert.ok(before.has(imported), `${module} stands before ${imported}`);
        }
        assert.ok(!/^import [^;]* as /mu.test(text), `${module} imports under another name`);
        before.add(module);
    }
    assert.ok(before.has("main.js"));
});
