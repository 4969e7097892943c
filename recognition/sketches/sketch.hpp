#pragma once

// Door of recognition/sketches.
//
// A partial program: a typed graph of productions whose missing parts are holes. A part can be used
// in several places, so a program that needs a part twice has it once.
//
// ```cpp
// #include "enumerator/rasp_language/rasp_language.hpp"
// #include "lambda/types/type_text.hpp"
// enumerator::Language language = enumerator::rasp_language("tokens,indices,add,one");
// const GroundGrammar grammar(
//     language, lambda::parse_type(language.types, "input(str) -> seq(num)"));
// const Sketch root = Sketch::root(grammar);
// const GroundChoice add = grammar.choices(grammar.root_table(), grammar.result())[1];
// const Sketch sum = root.filled(grammar, root.learnt()[0], add);
// CHECK(sum.text(grammar) == "(lambda (add ?num ?num))");
// CHECK(sum.cost() == Approx(std::log(3)));
// ```
//
// A hole is open, or it has a form of which a few numbers are to be learnt, from which a term can be
// made: a constant, an affine map, a threshold, a word, a predicate. What is learnt of a part belongs
// to its id, which stays the same while other holes are filled.
//
// Sketches are values. Filling a hole makes a new one. The nodes of a sketch are in an order in which
// parts come before wholes, and the last one is the whole.

#include "lambda/terms/term_store.hpp"
#include "recognition/sketches/ground_grammar.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rasp_stitch::recognition {

enum class NodeKind : std::uint8_t { call, variable, learnt };

// What a part that is not written yet is, until it is.
enum class HoleForm : std::uint8_t {
    open,      // a network
    constant,  // seq(num): one number for all positions
    affine,    // seq(num): a sum of the token, if it is a number, the position and the length
    threshold, // seq(bool): whether such a sum is positive; strings count by what they are
    word,      // seq(str): the token, or one string for all positions
    predicate, // pred(t): one of the six comparisons
};

struct SketchNode {
    NodeKind kind = NodeKind::learnt;
    HoleForm form = HoleForm::open;
    PlaceType type;
    std::uint32_t number = 0; // of a call: a ground production; the de Bruijn index of a variable
    std::uint32_t table = 0;  // of the grammar, for this place
    std::uint32_t id = 0;     // of a learnt part
    std::vector<std::uint32_t> children; // numbers of nodes
};

class Sketch {
public:
    // Returns the sketch that is one open hole.
    static Sketch root(const GroundGrammar& grammar);

    std::span<const SketchNode> nodes() const { return nodes_; }
    const SketchNode& whole() const { return nodes_.back(); }

    // Returns the numbers of the parts that are learnt, in order.
    std::vector<std::uint32_t> learnt() const;

    // Whether a part has no learnt part in it.
    bool is_written(std::uint32_t node) const { return is_written_[node]; }
    bool is_complete() const { return is_written_.back(); }
    bool has_open_holes() const;

    // Whether a part has an open hole in it.
    bool is_open(std::uint32_t node) const { return is_open_[node]; }

    double cost() const { return cost_; } // nats of the choices that are made

    // Return the sketch in which a learnt part has become something else. Arguments that can only be
    // the input are filled in, and predicates get their form.
    Sketch filled(const GroundGrammar& grammar, std::uint32_t node,
                  const GroundChoice& choice) const;
    Sketch with_form(std::uint32_t node, HoleForm form, double cost) const;
    // The part `other` must have no open hole in it, nor this one.
    Sketch shared(std::uint32_t node, std::uint32_t other, double cost) const;

    // Returns the program, given terms for the learnt parts below the lambdas of the program. In a
    // term for evaluation, abstractions are unfolded; otherwise they are primitives, as
    // enumerator::read_expression reads them.
    using LearntTerm = std::function<lambda::TermId(std::uint32_t node)>;
    enum class Abstractions : std::uint8_t { as_names, unfolded };
    lambda::TermId term(const GroundGrammar& grammar, lambda::TermStore& terms,
                        const LearntTerm& learnt, Abstractions abstractions) const;
    // The same for the part below a node.
    lambda::TermId part_term(std::uint32_t node, const GroundGrammar& grammar,
                             lambda::TermStore& terms, const LearntTerm& learnt,
                             Abstractions abstractions) const;

    // Returns the program as text, in which the holes have the names of their types.
    std::string text(const GroundGrammar& grammar) const;

private:
    void replace(std::uint32_t node, std::uint32_t by);
    void settle(); // puts the nodes that are used into order

    std::vector<SketchNode> nodes_;
    std::vector<bool> is_written_;
    std::vector<bool> is_open_;
    double cost_ = 0;
    std::uint32_t next_id_ = 0;
};

// Returns the name of a form in texts: "affine".
std::string_view name_of(HoleForm form);

} // namespace rasp_stitch::recognition
