#include "integration/dreamcoder/dreams.hpp"

#include "enumerator/behaviour/derivation_behaviour.hpp"
#include "enumerator/grammar/cost.hpp"
#include "enumerator/top_down/top_down.hpp"
#include "integration/dreamcoder/contained_rows.hpp"
#include "integration/dreamcoder/row_hash.hpp"
#include "integration/dreamcoder/value_rows.hpp"
#include "support/budget/deadline.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::dreamcoder {

using enumerator::BehaviourId;
using enumerator::Cost;
using enumerator::Derivation;

namespace {

constexpr double window_width = 1.5;   // nats
constexpr std::size_t most_ties = 100; // programs of one dream
constexpr double rest = 0.1;           // of the time, for what comes after the search

// What is known of the programs that give one row of values.
struct Found {
    Cost cost = 0;
    std::vector<std::string> programs;
};

class Collection {
public:
    // The number of the row; nothing where all of it fails.
    std::optional<std::uint32_t> number_of(ValueRow row) {
        if (std::ranges::all_of(row, [](ValueId value) { return value == ValueRows::failed; })) {
            return std::nullopt;
        }
        const auto number = static_cast<std::uint32_t>(found_.size());
        const auto [known, is_new] = numbers_.try_emplace(std::move(row), number);
        if (is_new) {
            memory_ += known->first.size() * sizeof(ValueId) + 2 * sizeof(Found) + sizeof(ValueRow);
            found_.emplace_back();
        }
        return known->second;
    }

    // Whether a program of this cost is one of the best for the row, as far as is known.
    bool wants(std::uint32_t number, Cost cost) const {
        const Found& found = found_[number];
        return found.programs.empty() || cost < found.cost ||
               (cost == found.cost && found.programs.size() < most_ties);
    }

    void add(std::uint32_t number, Cost cost, std::string program) {
        Found& found = found_[number];
        if (cost != found.cost) {
            found.programs.clear();
        }
        found.cost = cost;
        memory_ += program.size() + sizeof(program);
        found.programs.push_back(std::move(program));
    }

    std::size_t memory() const { return memory_; }

    // Best first: evenly spaced ones where there are too many, so that likely and unlikely ones
    // stay in proportion; and of these, what is contained in no other.
    std::vector<Dream> take(std::size_t most) {
        std::vector<Entry> entries;
        for (auto& [row, number] : numbers_) {
            std::ranges::sort(found_[number].programs);
            entries.push_back({row, std::move(found_[number])});
        }
        std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
            return a.found.cost != b.found.cost ? a.found.cost < b.found.cost
                                                : a.found.programs < b.found.programs;
        });
        const std::size_t count = entries.size();
        for (std::size_t i = 0; i < most && count > most; ++i) {
            std::swap(entries[i], entries[i * count / most]);
        }
        entries.resize(std::min(count, most));
        std::vector<ValueRow> rows;
        for (const Entry& entry : entries) {
            rows.push_back(entry.row);
        }
        const std::vector<bool> is_contained = contained_rows(rows);
        std::vector<Dream> dreams;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (!is_contained[i]) {
                dreams.push_back({-enumerator::nats(entries[i].found.cost),
                                  std::move(entries[i].found.programs)});
            }
        }
        return dreams;
    }

private:
    struct Entry {
        ValueRow row;
        Found found;
    };

    std::size_t memory_ = 0;
    std::vector<Found> found_;
    std::unordered_map<ValueRow, std::uint32_t, RowHash> numbers_;
};

// One window's programs, into the collection.
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
    static constexpr std::uint32_t nothing = UINT32_MAX - 1;

    std::optional<std::uint32_t> number_of(BehaviourId behaviour) {
        if (numbers_.size() <= behaviour) {
            numbers_.resize(behaviour + 1, unknown);
        }
        std::uint32_t& number = numbers_[behaviour];
        if (number == unknown) {
            enumerator::RuleApplication& apply = behaviours_.apply();
            number = collection_.number_of(rows_.row(apply.behaviours(), apply.batch(), behaviour))
                         .value_or(nothing);
        }
        return number == nothing ? std::nullopt : std::optional(number);
    }

    enumerator::DerivationBehaviours behaviours_;
    ValueRows& rows_;
    Collection& collection_;
    enumerator::ProgramPrinter print_;
    std::vector<std::uint32_t> numbers_; // by behaviour
};

class Dreamer {
public:
    Dreamer(const lambda::TypeStore& types, const enumerator::GrammarView& view,
            lambda::TypeId request, std::span<const rasp::Input> inputs,
            const DreamOptions& options)
        : types_(types), view_(view), request_(request), options_(options),
          deadline_(options.seconds * (1 - rest)), batch_(inputs), rows_(batch_) {}

    Dreams run() {
        for (double lower = 0; lower < options_.upper && dreams_.stopped == StopReason::none;
             lower += window_width) {
            search(lower, std::min(lower + window_width, options_.upper));
        }
        dreams_.all = collection_.take(options_.most_dreams);
        return std::move(dreams_);
    }

private:
    void search(double lower, double upper) {
        const enumerator::ProgramTable table = enumerator::make_program_table(
            types_, view_, request_, enumerator::bound_of(upper),
            {.most_memory = options_.most_memory, .stop = options_.stop, .deadline = deadline_});
        if (table.stopped != StopReason::none) {
            dreams_.stopped = table.stopped;
            return;
        }
        Window window(table, view_, batch_, rows_, collection_);
        std::stop_source out_of_memory;
        const std::stop_callback forward(options_.stop, [&] { out_of_memory.request_stop(); });
        std::uint64_t programs = 0;
        const enumerator::TopDownResult result = enumerate_top_down(
            table,
            {.lower = lower,
             .upper = upper,
             .seconds = deadline_.seconds_left(),
             .most_memory = options_.most_memory,
             .stop = out_of_memory.get_token()},
            [&](const Derivation& program) {
                window.add(program);
                constexpr std::uint64_t look_every = 1024;
                if (++programs % look_every == 0 && window.memory() > options_.most_memory) {
                    out_of_memory.request_stop();
                }
            });
        dreams_.programs += result.programs;
        dreams_.stopped = result.stopped;
        if (result.stopped == StopReason::interrupted && !options_.stop.stop_requested()) {
            dreams_.stopped = StopReason::memory;
        }
    }

    const lambda::TypeStore& types_;
    const enumerator::GrammarView& view_;
    lambda::TypeId request_;
    const DreamOptions& options_;
    Deadline deadline_;
    rasp::Batch batch_;
    ValueRows rows_;
    Collection collection_;
    Dreams dreams_;
};

} // namespace

Dreams dream(const lambda::TypeStore& types, const enumerator::GrammarView& view,
             lambda::TypeId request, std::span<const rasp::Input> inputs,
             const DreamOptions& options) {
    enumerator::require_rasp_request(types, request);
    std::vector<rasp::Input> filled;
    for (const rasp::Input& input : inputs) {
        if (!input.tokens.empty() && std::ranges::find(filled, input) == filled.end()) {
            filled.push_back(input);
        }
    }
    return filled.empty() ? Dreams{} : Dreamer(types, view, request, filled, options).run();
}

} // namespace rasp_stitch::dreamcoder
