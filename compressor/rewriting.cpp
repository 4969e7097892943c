#include "compressor/rewriting.hpp"

#include "compressor/best_rewriting.hpp"
#include "lambda/substitution.hpp"
#include "lambda/subterms.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

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
        BestRewriting best(context_.table);
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
        result.use_count = count_uses(result.roots);
        check(result);
        return result;
    }

private:
    static constexpr std::uint32_t no_row = UINT32_MAX;

    // What a node becomes does not depend on what is around it, so each is rewritten once.
    void rewrite_nodes() {
        const NodeTable& table = context_.table;
        rewritten_.reserve(table.size());
        for (Node node = 0; node < table.size(); ++node) {
            TermId term = table.term[node];
            if (used_at_[node] != no_row) {
                term = use(used_at_[node], [&](Node argument, std::uint32_t depth) {
                    return lambda::lower(store_, rewritten_[argument], depth).value();
                });
            } else if (store_.is(TermKind::application, term)) {
                term = store_.application(rewritten_[table.first[node]],
                                          rewritten_[table.second[node]]);
            } else if (store_.is(TermKind::lambda, term)) {
                term = store_.lambda(rewritten_[table.first[node]], store_.tag(term));
            }
            rewritten_.push_back(term);
        }
    }

    // The abstraction applied to the arguments of a row, each made by `argument_of(node, depth)`.
    template <class ArgumentOf>
    TermId use(std::uint32_t row, ArgumentOf&& argument_of) {
        TermId term = abstraction_.name;
        for (const std::uint32_t j : metavariable_of_) {
            term = store_.application(
                term, argument_of(pattern_.argument(j)[row], pattern_.argument_depth[j]));
        }
        return term;
    }

    // A used place inside the body of a use further out is not rewritten, so the uses are those
    // that can be reached from the roots by way of arguments.
    void add_uses(Rewriting& result) {
        const NodeTable& table = context_.table;
        std::vector<bool> reached(table.size(), false);
        for (const Node root : table.root) {
            reached[root] = true;
        }
        for (Node node = static_cast<Node>(table.size()); node-- > 0;) {
            if (!reached[node]) {
                continue;
            }
            if (const std::uint32_t row = used_at_[node]; row != no_row) {
                for (std::uint32_t j = 0; j < pattern_.arity(); ++j) {
                    reached[pattern_.argument(j)[row]] = true;
                }
                const TermId after = use(row, [&](Node argument, std::uint32_t depth) {
                    return lambda::lower(store_, table.term[argument], depth).value();
                });
                result.uses.push_back({.before = table.term[node], .after = after});
                continue;
            }
            const TermKind kind = table.heads[table.head[node]].kind;
            if (kind == TermKind::application || kind == TermKind::lambda) {
                reached[table.first[node]] = true;
            }
            if (kind == TermKind::application) {
                reached[table.second[node]] = true;
            }
        }
        std::reverse(result.uses.begin(), result.uses.end());
    }

    std::int64_t count_uses(std::span<const TermId> roots) const {
        std::unordered_map<TermId, std::int64_t> count;
        for (const TermId part : lambda::subterms(store_, roots)) {
            std::int64_t in_part = part == abstraction_.name ? 1 : 0;
            if (store_.is(TermKind::application, part)) {
                in_part = count.at(store_.function(part)) + count.at(store_.argument(part));
            } else if (store_.is(TermKind::lambda, part)) {
                in_part = count.at(store_.body(part));
            }
            count.emplace(part, in_part);
        }
        std::int64_t total = 0;
        for (const TermId root : roots) {
            total += count.at(root);
        }
        return total;
    }

    void check(const Rewriting& result) {
        const std::vector<TermId> inlined =
            lambda::inline_uses(store_, result.roots, result.abstraction);
        for (std::size_t program = 0; program < inlined.size(); ++program) {
            if (inlined[program] != context_.table.term[context_.table.root[program]]) {
                throw std::logic_error("inlining an abstraction does not give back program " +
                                       std::to_string(program));
            }
        }
    }

    const Context& context_;
    TermStore& store_;
    const Pattern& pattern_;
    const lambda::Abstraction& abstraction_;
    std::span<const std::uint32_t> metavariable_of_;
    std::vector<std::uint32_t> used_at_; // by node: the row at which it is used
    std::vector<TermId> rewritten_;      // by node
};

} // namespace

Rewriting rewrite(const Context& context, TermStore& store, const Pattern& pattern, TermId name) {
    // In print a metavariable has another number than in the search.
    const std::vector<std::uint32_t> printed =
        pattern.body.printed_numbers(context.table, pattern.arity());
    std::vector<std::uint32_t> metavariable_of(pattern.arity());
    for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
        metavariable_of[printed[j]] = j;
    }
    const lambda::Abstraction abstraction{
        .name = name,
        .arity = pattern.arity(),
        .body = pattern.body.build(context.table, store, store, pattern.arity())};
    return rewrite(context, store, pattern, abstraction, metavariable_of);
}

Rewriting rewrite(const Context& context, TermStore& store, const Pattern& pattern,
                  const lambda::Abstraction& abstraction,
                  std::span<const std::uint32_t> metavariable_of) {
    return Rewriter(context, store, pattern, abstraction, metavariable_of).run();
}

} // namespace rasp_stitch::compressor
