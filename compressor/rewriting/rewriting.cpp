#include "compressor/rewriting/rewriting.hpp"

#include "compressor/patterns/best_rewriting.hpp"
#include "compressor/rewriting/argument_term.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/substitution.hpp"
#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

class Rewriter {
public:
    Rewriter(const Context& context, TermStore& store, const Pattern& pattern,
             const lambda::Abstraction& abstraction, std::span<const std::uint32_t> metavariable_of)
        : context_(context), store_(store), pattern_(pattern), abstraction_(abstraction),
          metavariable_of_(metavariable_of), used_at_(context.table.size(), no_row) {}

    Rewriting run() {
        BestRewriting best(context_);
        best.saved(pattern_);
        for (const std::uint32_t row : best.used_rows()) {
            used_at_[pattern_.locations()[row]] = row;
        }
        rewrite_nodes();
        Rewriting result;
        result.abstraction = abstraction_;
        for (const Node root : context_.table.root) {
            result.roots.push_back(rewritten_[root]);
        }
        add_uses(result);
        result.use_count = lambda::count_occurrences(store_, result.roots, abstraction_.name);
        describe_arguments(result);
        check(result);
        return result;
    }

private:
    static constexpr std::uint32_t no_row = UINT32_MAX;

    // Rewrites every node once with a use at its root, if it has one, and once without. The places
    // around a node decide only which of the two is needed.
    void rewrite_nodes() {
        const NodeTable& table = context_.table;
        const bool allows_applied_uses = context_.settings.forms.allows_applied_uses();
        rewritten_.reserve(table.size());
        unused_.reserve(table.size());
        for (Node node = 0; node < table.size(); ++node) {
            TermId term = table.term[node];
            if (store_.is(TermKind::application, term)) {
                const Node first = table.first[node];
                const TermId function = (allows_applied_uses ? rewritten_ : unused_)[first];
                const TermId argument = rewritten_[table.second[node]];
                // Most nodes do not change and need no look-up in the store.
                if (function != table.term[first] || argument != table.term[table.second[node]]) {
                    term = store_.application(function, argument);
                }
            } else if (store_.is(TermKind::lambda, term)) {
                const TermId body = rewritten_[table.first[node]];
                if (body != table.term[table.first[node]]) {
                    term = store_.lambda(body, store_.tag(term));
                }
            }
            unused_.push_back(term);
            if (used_at_[node] != no_row) {
                term = use(used_at_[node], [&](const PassedArgument& passed) {
                    return (passed.allows_use ? rewritten_ : unused_)[passed.node];
                });
            }
            rewritten_.push_back(term);
        }
    }

    // Returns the abstraction applied to the arguments of a row. `become(passed)` returns the term
    // that takes the place of PassedArgument::node.
    template <class Become>
    TermId use(std::uint32_t row, Become&& become) {
        TermId term = abstraction_.name;
        for (const std::uint32_t j : metavariable_of_) {
            const Node argument = pattern_.argument(j)[row];
            const PassedArgument passed =
                passed_argument(context_, argument, pattern_.argument_applied[j]);
            term =
                store_.application(term, argument_term(store_, context_, argument, passed,
                                                       become(passed), pattern_.argument_depth[j]));
        }
        return term;
    }

    // A use inside the body of a use further out is not rewritten, so the uses that count are those
    // reachable from the roots by way of arguments.
    void add_uses(Rewriting& result) {
        const NodeTable& table = context_.table;
        std::vector<bool> reached(table.size(), false);
        std::vector<bool> reached_unused(table.size(), false); // at places that allow no use
        const auto reach = [&](Node node, bool allows_use) {
            (allows_use ? reached : reached_unused)[node] = true;
        };
        const auto reach_parts = [&](Node node) {
            const TermKind kind = table.heads[table.head[node]].kind;
            if (kind == TermKind::application) {
                reach(table.first[node], context_.settings.forms.allows_applied_uses());
                reach(table.second[node], true);
            } else if (kind == TermKind::lambda) {
                reach(table.first[node], true);
            }
        };
        for (const Node root : table.root) {
            reach(root, true);
        }
        for (Node node = static_cast<Node>(table.size()); node-- > 0;) {
            const std::uint32_t row = used_at_[node];
            if (reached_unused[node] || (reached[node] && row == no_row)) {
                reach_parts(node);
            }
            if (reached[node] && row != no_row) {
                const TermId after = use(row, [&](const PassedArgument& passed) {
                    reach(passed.node, passed.allows_use);
                    return table.term[passed.node];
                });
                result.uses.push_back({.before = table.term[node], .after = after});
                check_use(node, row);
            }
        }
        std::reverse(result.uses.begin(), result.uses.end());
    }

    // Sets what belongs to the arguments in the order in which uses pass them.
    void describe_arguments(Rewriting& result) const {
        for (const std::uint32_t j : metavariable_of_) {
            result.symbol_arguments.push_back(pattern_.takes_symbols(j));
        }
        const std::vector<State>& state = context_.table.state;
        if (!state.empty() && pattern_.rows > 0) {
            result.states =
                StateAnnotation{.root = state[pattern_.locations().front()], .arguments = {}};
            for (const std::uint32_t j : metavariable_of_) {
                result.states->arguments.push_back(state[pattern_.argument(j).front()]);
            }
        }
    }

    // Checks that the body, instantiated with the original arguments of the row, is the location.
    void check_use(Node node, std::uint32_t row) {
        std::vector<TermId> arguments;
        for (const std::uint32_t j : metavariable_of_) {
            const TermId argument = context_.table.term[pattern_.argument(j)[row]];
            arguments.push_back(
                lambda::lower(store_, argument, pattern_.argument_depth[j]).value());
        }
        if (lambda::instantiate(store_, abstraction_.body, arguments) !=
            context_.table.term[node]) {
            throw std::logic_error("a use of an abstraction does not expand to what it replaced");
        }
    }

    void check(const Rewriting& result) {
        const std::vector<TermId> inlined =
            lambda::inline_uses(store_, result.roots, result.abstraction);
        for (std::size_t program = 0; program < inlined.size(); ++program) {
            if (!are_same(inlined[program], context_.table.term[context_.table.root[program]])) {
                throw std::logic_error("inlining an abstraction does not restore program " +
                                       std::to_string(program));
            }
        }
    }

    // Added lambdas leave more redexes than the program had, so the normal forms are compared. If
    // no normal form is found within the limits, the check of the uses has to suffice.
    bool are_same(TermId inlined, TermId program) {
        if (inlined == program || !context_.settings.forms.eta_long) {
            return inlined == program;
        }
        const std::optional<TermId> left = lambda::normal_form(store_, inlined);
        const std::optional<TermId> right = lambda::normal_form(store_, program);
        return !left || !right || *left == *right;
    }

    const Context& context_;
    TermStore& store_;
    const Pattern& pattern_;
    const lambda::Abstraction& abstraction_;
    std::span<const std::uint32_t> metavariable_of_;
    std::vector<std::uint32_t> used_at_; // by node: the row of the use there, or no_row
    std::vector<TermId> rewritten_;      // by node
    std::vector<TermId> unused_;         // by node: for places that allow no use
};

} // namespace

Rewriting rewrite(const Context& context, TermStore& store, const Pattern& pattern, TermId name,
                  std::span<const std::uint32_t> numbers) {
    // A metavariable may have different numbers in the search and in print.
    const std::vector<std::uint32_t> printed =
        pattern.body.printed_numbers(context.table, pattern.arity());
    std::vector<std::uint32_t> metavariable_of(pattern.arity());
    for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
        metavariable_of[numbers.empty() ? printed[j] : numbers[printed[j]]] = j;
    }
    TermId body = pattern.body.build(context.table, store, store, pattern.arity());
    if (!numbers.empty()) {
        std::vector<TermId> renumbered;
        for (const std::uint32_t number : numbers) {
            renumbered.push_back(store.metavariable(number));
        }
        body = lambda::instantiate(store, body, renumbered);
    }
    const lambda::Abstraction abstraction{.name = name, .arity = pattern.arity(), .body = body};
    return rewrite(context, store, pattern, abstraction, metavariable_of);
}

Rewriting rewrite(const Context& context, TermStore& store, const Pattern& pattern,
                  const lambda::Abstraction& abstraction,
                  std::span<const std::uint32_t> metavariable_of) {
    return Rewriter(context, store, pattern, abstraction, metavariable_of).run();
}

} // namespace rasp_stitch::compressor
