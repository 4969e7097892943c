#include "enumerator/evidence/habits.hpp"

#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"

#include <cmath>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

// How many names anywhere are as good as the counts of a place, and how many names there are, about.
constexpr double place_strength = 10;
constexpr double base_names = 64;

// What a part takes that the program has had before, as a variable that is defined once would.
constexpr double nats_of_repetition = 3;

// A name of a program, and where it stands.
struct Use {
    std::string place; // "select 1": the second argument of select
    std::string name;
};

std::string common_name(const std::string& name) {
    if (rasp::find_primitive(name) != nullptr) {
        return name;
    }
    const std::optional<rasp::Value> literal = rasp::parse_literal(name);
    return !literal ? name : name.starts_with("str.") ? "a string" : "a number";
}

// What a program is made of.
struct Inventory {
    std::vector<Use> uses;       // of names, in parts that are there for the first time
    std::size_t repetitions = 0; // parts that were there before
};

// Variables are no names. A part is at least a call with two names in it; the same term is the same
// part, since the variables below the lambdas of the request are the inputs.
class InventoryOf {
public:
    InventoryOf(const TermStore& store, TermId program) : store_(store) {
        open_.emplace_back("program", program);
        while (!open_.empty()) {
            auto [place, term] = std::move(open_.back());
            open_.pop_back();
            look_at(place, term);
        }
    }

    Inventory take() { return std::move(inventory_); }

private:
    void look_at(const std::string& place, TermId term) {
        while (store_.is(TermKind::lambda, term)) {
            term = store_.body(term);
        }
        if (has_two_names(term) && !met_.insert(term).second) {
            ++inventory_.repetitions;
            return;
        }
        std::vector<TermId> arguments; // the last one first
        for (; store_.is(TermKind::application, term); term = store_.function(term)) {
            arguments.push_back(store_.argument(term));
        }
        std::string head = "a function";
        if (store_.is(TermKind::primitive, term)) {
            head = common_name(store_.name(term));
            inventory_.uses.push_back({.place = place, .name = head});
        } else if (store_.is(TermKind::lambda, term)) {
            open_.emplace_back(head, term); // an application that has no normal form
        }
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const std::size_t number = arguments.size() - 1 - i;
            open_.emplace_back(head + " " + std::to_string(number), arguments[i]);
        }
    }

    bool has_two_names(TermId term) const {
        std::size_t names = 0;
        std::vector<TermId> open = {term};
        while (!open.empty() && names < 2) {
            const TermId part = open.back();
            open.pop_back();
            if (store_.is(TermKind::primitive, part)) {
                ++names;
            } else if (store_.is(TermKind::lambda, part)) {
                open.push_back(store_.body(part));
            } else if (store_.is(TermKind::application, part)) {
                open.push_back(store_.function(part));
                open.push_back(store_.argument(part));
            }
        }
        return names == 2;
    }

    const TermStore& store_;
    std::vector<std::pair<std::string, TermId>> open_;
    std::unordered_set<TermId> met_;
    Inventory inventory_;
};

Inventory inventory_of(const TermStore& store, TermId program) {
    return InventoryOf(store, program).take();
}

template <class Map>
double count_in(const Map& counts, const std::string& key) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : static_cast<double>(found->second);
}

} // namespace

void Habits::add(const std::string& task, const TermStore& store, TermId program) {
    for (const Use& use : inventory_of(store, program).uses) {
        for (Counts* counts : {&all_, &by_task_[task]}) {
            ++counts->at_place[use.place][use.name];
            ++counts->places[use.place];
            ++counts->names[use.name];
            ++counts->total;
        }
    }
}

double Habits::nats(const std::string& task, const TermStore& store, TermId program) const {
    const auto found = by_task_.find(task);
    const Counts none;
    const Counts& own = found == by_task_.end() ? none : found->second;
    const auto at_place = [](const Counts& counts, const Use& use) {
        const auto place = counts.at_place.find(use.place);
        return place == counts.at_place.end() ? 0.0 : count_in(place->second, use.name);
    };
    const auto total = static_cast<double>(all_.total - own.total);
    const Inventory inventory = inventory_of(store, program);
    double nats = nats_of_repetition * static_cast<double>(inventory.repetitions);
    for (const Use& use : inventory.uses) {
        const double anywhere =
            (count_in(all_.names, use.name) - count_in(own.names, use.name) + 1) /
            (total + base_names);
        const double here = at_place(all_, use) - at_place(own, use);
        const double all_here = count_in(all_.places, use.place) - count_in(own.places, use.place);
        nats -= std::log((here + place_strength * anywhere) / (all_here + place_strength));
    }
    return nats;
}

} // namespace rasp_stitch::enumerator
