#include "integration/dreamcoder/helmholtz.hpp"

#include "enumerator/behaviour/derivation_behaviour.hpp"
#include "enumerator/grammar/description_length.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "integration/dreamcoder/dominated_rows.hpp"
#include "integration/dreamcoder/row_hash.hpp"
#include "integration/dreamcoder/value_rows.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::dreamcoder {

using enumerator::BehaviourId;
using enumerator::Derivation;
using enumerator::DescriptionLength;

namespace {

constexpr double window_width = 1.5;           // nats
constexpr std::size_t max_ties = 100;          // programs of one entry
constexpr double share_after_the_search = 0.1; // of the time

// The cheapest programs so far that behave like one row of values.
struct BestPrograms {
    DescriptionLength cost = 0;
    std::vector<std::string> programs;
};

class Collection {
public:
    // Returns the number of the row, or nullopt if the program fails on every input.
    std::optional<std::uint32_t> number_of(ValueRow row) {
        if (std::ranges::all_of(row, [](ValueId value) { return value == ValueRows::failed; })) {
            return std::nullopt;
        }
        const auto number = static_cast<std::uint32_t>(best_.size());
        const auto [known, is_new] = numbers_.try_emplace(std::move(row), number);
        if (is_new) {
            memory_ +=
                known->first.size() * sizeof(ValueId) + 2 * sizeof(BestPrograms) + sizeof(ValueRow);
            best_.emplace_back();
        }
        return known->second;
    }

    // Returns whether a program of this cost is among the best so far for the row.
    bool wants(std::uint32_t number, DescriptionLength cost) const {
        const BestPrograms& best = best_[number];
        return best.programs.empty() || cost < best.cost ||
               (cost == best.cost && best.programs.size() < max_ties);
    }

    void add(std::uint32_t number, DescriptionLength cost, std::string program) {
        BestPrograms& best = best_[number];
        if (cost != best.cost) {
            best.programs.clear();
        }
        best.cost = cost;
        memory_ += program.size() + sizeof(program);
        best.programs.push_back(std::move(program));
    }

    std::size_t memory() const { return memory_; }

    // Returns the entries, best first, without those that another one dominates. If there are more
    // than `max_entries`, only evenly spaced ones are considered.
    std::vector<HelmholtzEntry> take(std::size_t max_entries) {
        std::vector<Entry> entries = thinned(sorted_entries(), max_entries);
        std::vector<ValueRow> rows;
        for (const Entry& entry : entries) {
            rows.push_back(entry.row);
        }
        const std::vector<bool> is_dominated = dominated_rows(rows);
        std::vector<HelmholtzEntry> kept;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (!is_dominated[i]) {
                kept.push_back(
                    {-enumerator::nats(entries[i].best.cost), std::move(entries[i].best.programs)});
            }
        }
        return kept;
    }

private:
    struct Entry {
        ValueRow row;
        BestPrograms best;
    };

    std::vector<Entry> sorted_entries() {
        std::vector<Entry> entries;
        for (auto& [row, number] : numbers_) {
            std::ranges::sort(best_[number].programs);
            entries.push_back({row, std::move(best_[number])});
        }
        std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
            return a.best.cost != b.best.cost ? a.best.cost < b.best.cost
                                              : a.best.programs < b.best.programs;
        });
        return entries;
    }

    // Evenly spaced entries keep likely and unlikely ones in proportion.
    static std::vector<Entry> thinned(std::vector<Entry> entries, std::size_t max_entries) {
        const std::size_t count = entries.size();
        for (std::size_t i = 0; i < max_entries && count > max_entries; ++i) {
            std::swap(entries[i], entries[i * count / max_entries]);
        }
        entries.resize(std::min(count, max_entries));
        return entries;
    }

    std::size_t memory_ = 0;
    std::vector<BestPrograms> best_;
    std::unordered_map<ValueRow, std::uint32_t, RowHash> numbers_;
};

// Adds the programs of one window to the collection.
class Window {
public:
    Window(const enumerator::ProgramTable& table, const enumerator::GrammarView& view,
           const rasp::Batch& batch, ValueRows& rows, Collection& collection)
        : behaviours_(table, view.productions(), batch), rows_(rows), collection_(collection),
          print_(table, view.productions()) {}

    void add(const Derivation& program) {
        const std::optional<BehaviourId> behaviour =
            behaviours_.of(program, enumerator::never_useless);
        const std::optional<std::uint32_t> number = number_of(behaviour.value());
        if (number && collection_.wants(*number, program.cost)) {
            collection_.add(*number, program.cost, print_.text(program));
        }
    }

    std::size_t memory() const {
        return behaviours_.memory() + numbers_.size() * sizeof(numbers_[0]) + rows_.memory() +
               collection_.memory();
    }

private:
    static constexpr std::uint32_t unknown = UINT32_MAX;
    static constexpr std::uint32_t fails_always = UINT32_MAX - 1;

    std::optional<std::uint32_t> number_of(BehaviourId behaviour) {
        if (numbers_.size() <= behaviour) {
            numbers_.resize(behaviour + 1, unknown);
        }
        std::uint32_t& number = numbers_[behaviour];
        if (number == unknown) {
            enumerator::RuleApplication& apply = behaviours_.apply();
            number = collection_.number_of(rows_.row(apply.behaviours(), apply.batch(), behaviour))
                         .value_or(fails_always);
        }
        return number == fails_always ? std::nullopt : std::optional(number);
    }

    enumerator::DerivationBehaviours behaviours_;
    ValueRows& rows_;
    Collection& collection_;
    enumerator::ProgramPrinter print_;
    std::vector<std::uint32_t> numbers_; // by behaviour
};

class HelmholtzEnumerator {
public:
    HelmholtzEnumerator(const enumerator::Language& language, lambda::TypeId request,
                        std::span<const rasp::Input> inputs, const HelmholtzOptions& options)
        : types_(language.types), view_(view_of(language)), request_(request), options_(options),
          deadline_(options.budget.seconds * (1 - share_after_the_search)), batch_(inputs),
          rows_(batch_) {}

    HelmholtzResult run() {
        for (double lower = 0; lower < options_.upper && result_.stopped == StopReason::none;
             lower += window_width) {
            search(lower, std::min(lower + window_width, options_.upper));
        }
        result_.entries = collection_.take(options_.max_entries);
        return std::move(result_);
    }

private:
    double seconds_left() const { return deadline_.seconds_left(); }

    Budget budget_left(std::stop_token stop) const {
        return {.seconds = seconds_left(),
                .programs = options_.budget.programs - result_.programs,
                .memory = options_.budget.memory,
                .stop = std::move(stop)};
    }

    void search(double lower, double upper) {
        const enumerator::ProgramTable table =
            enumerator::make_program_table(types_, view_, request_, enumerator::bound_of(upper),
                                           budget_left(options_.budget.stop));
        if (table.stopped != StopReason::none) {
            result_.stopped = table.stopped;
            return;
        }
        Window window(table, view_, batch_, rows_, collection_);
        std::stop_source out_of_memory;
        const std::stop_callback forward(options_.budget.stop,
                                         [&] { out_of_memory.request_stop(); });
        std::uint64_t programs = 0;
        const enumerator::TopDownResult result = enumerate_top_down(
            table,
            {.lower = lower, .upper = upper, .budget = budget_left(out_of_memory.get_token())},
            [&](const Derivation& program) {
                window.add(program);
                constexpr std::uint64_t look_every = 1024;
                if (++programs % look_every == 0 && window.memory() > options_.budget.memory) {
                    out_of_memory.request_stop();
                }
            });
        result_.programs += result.programs;
        result_.stopped = result.stopped;
        if (result.stopped == StopReason::interrupted && !options_.budget.stop.stop_requested()) {
            result_.stopped = StopReason::memory;
        }
    }

    const lambda::TypeStore& types_;
    enumerator::GrammarView view_;
    lambda::TypeId request_;
    const HelmholtzOptions& options_;
    Deadline deadline_;
    rasp::Batch batch_;
    ValueRows rows_;
    Collection collection_;
    HelmholtzResult result_;
};

} // namespace

HelmholtzResult helmholtz_enumeration(const enumerator::Language& language, lambda::TypeId request,
                                      std::span<const rasp::Input> inputs,
                                      const HelmholtzOptions& options) {
    enumerator::require_rasp_request(language.types, request);
    std::vector<rasp::Input> distinct;
    for (const rasp::Input& input : inputs) {
        if (!input.tokens.empty() && std::ranges::find(distinct, input) == distinct.end()) {
            distinct.push_back(input);
        }
    }
    return distinct.empty() ? HelmholtzResult{}
                            : HelmholtzEnumerator(language, request, distinct, options).run();
}

} // namespace rasp_stitch::dreamcoder
