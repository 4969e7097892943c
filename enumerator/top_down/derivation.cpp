#include "enumerator/top_down/derivation.hpp"

#include "enumerator/grammar/expression_types.hpp"

namespace rasp_stitch::enumerator {

using lambda::TermId;

TermBuilder::TermBuilder(const ProgramTable& table, std::span<const Production> productions,
                         lambda::TermStore& store)
    : table_(&table), store_(&store) {
    for (const Production& production : productions) {
        heads_.push_back(store.primitive(production.expression));
    }
}

TermBuilder::Frame TermBuilder::frame_of(const Rule& rule, std::uint32_t lambdas) {
    TermId head{};
    if (rule.head.is_variable) {
        head = store_->variable(rule.head.number);
    } else if (rule.head != no_head) {
        head = heads_[rule.head.number];
    }
    return {&rule, 0, lambdas, head};
}

TermId TermBuilder::term(const Derivation& program) {
    std::size_t next = 0;
    frames_.assign(1, frame_of(*program.rules[next++], 0));
    while (true) {
        Frame& frame = frames_.back();
        if (frame.next_child < frame.rule->child_count) {
            const Child child = table_->children_of(*frame.rule)[frame.next_child++];
            const Rule* rule = table_->symbols[child.symbol].is_forced
                                   ? table_->rules_of(child.symbol).data()
                                   : program.rules[next++];
            frames_.push_back(frame_of(*rule, child.lambdas));
            continue;
        }
        TermId done = frame.term;
        for (std::uint32_t i = 0; i < frame.lambdas; ++i) {
            done = store_->lambda(done);
        }
        frames_.pop_back();
        if (frames_.empty()) {
            return done;
        }
        Frame& outer = frames_.back();
        outer.term = outer.rule->head == no_head ? done : store_->application(outer.term, done);
    }
}

ProgramPrinter::ProgramPrinter(const ProgramTable& table, std::span<const Production> productions)
    : table_(&table), productions_(productions) {}

std::string ProgramPrinter::text(const Derivation& program) {
    constexpr std::size_t max_terms = 100'000;
    if (!store_ || store_->size() > max_terms) {
        store_ = std::make_unique<lambda::TermStore>();
        build_.emplace(*table_, productions_, *store_);
    }
    return print_expression(*store_, build_->term(program));
}

} // namespace rasp_stitch::enumerator
