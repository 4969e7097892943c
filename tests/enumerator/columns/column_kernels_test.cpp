// The kernels of narrow columns against those of rasp/kernels, on what random programs do.

#include "enumerator/behaviour/primitive_application.hpp"
#include "enumerator/columns/column_kernels.hpp"
#include "enumerator/columns/column_layout.hpp"
#include "enumerator/columns/column_store.hpp"
#include "rasp/kernels/column_access.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace rasp_stitch::enumerator {

namespace {

constexpr double most_number = 9007199254740992.0; // 2^53

// A behaviour as a narrow column, written as plainly as possible.
struct Narrow {
    bool is_beyond = false; // has a number that narrow columns do not have
    ColumnKind kind{};
    rasp::Comparison comparison{};
    std::vector<std::uint64_t> values;
    std::vector<std::uint64_t> failures;

    ColumnView view() const {
        return {.kind = kind,
                .comparison = comparison,
                .data = values.data(),
                .failures = failures.empty() ? nullptr : failures.data()};
    }
};

template <class T>
void put(Narrow& narrow, std::size_t place, T value) {
    std::memcpy(reinterpret_cast<char*>(narrow.values.data()) + place * sizeof(T), &value,
                sizeof(T));
}

void put_numbers(Narrow& narrow, const std::vector<double>& numbers) {
    const bool is_small = std::ranges::all_of(
        numbers, [](double d) { return d == std::floor(d) && d >= -128 && d <= 127; });
    narrow.kind = is_small ? ColumnKind::small : ColumnKind::reals;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        narrow.is_beyond |= !(std::fabs(numbers[i]) <= most_number);
        if (is_small) {
            put(narrow, i, static_cast<std::int8_t>(numbers[i]));
        } else {
            put(narrow, i, numbers[i] == 0 ? 0.0 : numbers[i]);
        }
    }
}

Narrow narrow_of(const Behaviours& behaviours, BehaviourId id, const rasp::Batch& batch,
                 const ColumnLayout& layout) {
    Narrow narrow;
    narrow.values.assign(layout.value_bytes() / 8 + 1, 0);
    narrow.failures.assign(layout.failure_words, 0);
    const std::span<const std::uint8_t> failed = behaviours.failures(id);
    std::vector<bool> fails(batch.positions());
    for (std::size_t input = 0; input < layout.inputs.size(); ++input) {
        if (fails_on(failed, input) && !narrow.failures.empty()) {
            narrow.failures[input / 64] |= std::uint64_t{1} << (input % 64);
        }
        for (std::size_t i = 0; i < layout.inputs[input].length; ++i) {
            fails[layout.inputs[input].first + i] = fails_on(failed, input);
        }
    }
    ValueBuffer buffer(batch);
    switch (behaviours.sort(id)) {
    case BehaviourSort::predicate:
        narrow.kind = ColumnKind::predicate;
        narrow.comparison = behaviours.comparison(id);
        return narrow;
    case BehaviourSort::selector: {
        narrow.kind = ColumnKind::selector;
        const rasp::Selector selector = behaviours.selector(id, buffer);
        std::size_t position = 0;
        for (const rasp::Extent& extent : batch.extents()) {
            for (std::size_t query = 0; query < extent.length; ++query, ++position) {
                const std::uint64_t row =
                    fails[position] ? 0 : selector.words[extent.row_of(selector.uniform, query)];
                for (std::size_t byte = 0; byte < layout.row_bytes; ++byte) {
                    put(narrow, position * layout.row_bytes + byte,
                        static_cast<std::uint8_t>(row >> (byte * 8)));
                }
            }
        }
        return narrow;
    }
    case BehaviourSort::sequence:
        break;
    default:
        return narrow;
    }
    const rasp::Column column = behaviours.column(id, buffer);
    std::vector<double> numbers;
    for (std::size_t i = 0; i < batch.positions(); ++i) {
        const std::size_t at = column.at(i);
        switch (column.kind()) {
        case rasp::ValueKind::number:
            numbers.push_back(fails[i] ? 0 : number_at(column, at).d);
            break;
        case rasp::ValueKind::boolean:
            narrow.kind = ColumnKind::booleans;
            narrow.values[i / 64] |= std::uint64_t{!fails[i] && column.flags[at] != 0} << (i % 64);
            break;
        case rasp::ValueKind::string:
            narrow.kind = ColumnKind::strings;
            put(narrow, i, fails[i] ? std::uint32_t{0} : column.strings[at]);
            break;
        }
    }
    if (column.kind() == rasp::ValueKind::number) {
        put_numbers(narrow, numbers);
    }
    return narrow;
}

bool are_same(const ColumnView& a, const ColumnView& b, const ColumnLayout& layout) {
    return a.kind == b.kind && std::memcmp(a.data, b.data, bytes_of(a.kind, layout)) == 0 &&
           (layout.failure_words == 0 ||
            std::memcmp(a.failures, b.failures, layout.failure_words * 8) == 0);
}

const std::vector<std::string> operations = {"select",
                                             "selector_and",
                                             "selector_or",
                                             "selector_not",
                                             "aggregate",
                                             "aggregate_default",
                                             "selector_width",
                                             "add",
                                             "sub",
                                             "mul",
                                             "div",
                                             "mod",
                                             "pow",
                                             "neg",
                                             "round",
                                             "indicator",
                                             "eq",
                                             "ne",
                                             "lt",
                                             "le",
                                             "gt",
                                             "ge",
                                             "and",
                                             "or",
                                             "not",
                                             "if",
                                             "concat",
                                             "parse_int"};

const std::vector<std::string> constants = {
    "zero",         "one",       "two",     "true",         "false",    "full",
    "0.5",          "-3",        "200",     "str.a",        "str.7",    "1000000000000000",
    "str.-2",       "less_than", "at_most", "greater_than", "at_least", "equals_to",
    "not_equals_to"};

// What random programs do, with each kernel that this processor has.
class RandomColumns {
public:
    RandomColumns(std::span<const rasp::Input> inputs, bool keeps_failures, std::uint32_t seed)
        : random_(seed), apply_(rasp::Batch(inputs)),
          layout_(layout_of(apply_.batch().extents(), keeps_failures).value()) {
        const BehaviourId input = apply_.input();
        for (const char* const name : {"tokens", "indices", "length"}) {
            known_.push_back(*apply_(*apply_.find(name), std::array{input}, never_useless));
        }
        for (const std::string& name : constants) {
            known_.push_back(*apply_(*apply_.find(name), {}, never_useless));
        }
        for (const std::string& name : operations) {
            operations_.push_back(*apply_.find(name));
        }
        strings_.emplace(apply_.batch().strings());
    }

    // Applies a random operation. Returns whether the arguments were of kinds that it takes.
    bool step() {
        const OperationId number = operations_[random_() % operations_.size()];
        const Operation& operation = apply_.operation(number);
        std::vector<BehaviourId> arguments;
        std::vector<Narrow> narrow;
        for (std::size_t i = 0; i < operation.signature.arity; ++i) {
            arguments.push_back(known_[random_() % known_.size()]);
            narrow.push_back(
                narrow_of(apply_.behaviours(), arguments.back(), apply_.batch(), layout_));
            if (!fits(operation.signature.arguments[i], narrow.back().kind)) {
                return false;
            }
        }
        const BehaviourId result = *apply_(number, arguments, never_useless);
        const Narrow wanted = narrow_of(apply_.behaviours(), result, apply_.batch(), layout_);
        bool is_taken = true;
        for (const ColumnKernels* const kernels : column_kernels()) {
            INFO(kernels->name << ", opcode " << static_cast<int>(operation.opcode));
            is_taken &= check(*kernels, operation, narrow, wanted,
                              !apply_.behaviours().failures(result).empty());
        }
        if (is_taken && !wanted.is_beyond) {
            known_.push_back(result);
        }
        return is_taken;
    }

private:
    static bool fits(rasp::Sort sort, ColumnKind kind) {
        return sort == rasp::Sort::selector ? kind == ColumnKind::selector
               : sort == rasp::Sort::predicate
                   ? kind == ColumnKind::predicate
                   : kind != ColumnKind::selector && kind != ColumnKind::predicate &&
                         kind != ColumnKind::input;
    }

    // Returns whether the kernel took the arguments.
    bool check(const ColumnKernels& kernels, const Operation& operation,
               const std::vector<Narrow>& arguments, const Narrow& wanted, bool fails) {
        std::vector<ColumnView> views;
        for (const Narrow& argument : arguments) {
            views.push_back(argument.view());
        }
        std::vector<double> scratch(3 * layout_.value_bytes());
        std::vector<std::uint64_t> memory(layout_.value_bytes() / 8 + 1);
        std::vector<std::uint64_t> failures(layout_.failure_words);
        KernelCall call{.opcode = operation.opcode,
                        .comparison = operation.comparison,
                        .layout = &layout_,
                        .strings = &*strings_,
                        .scratch = scratch.data()};
        for (std::size_t i = 0; i < views.size(); ++i) {
            call.arguments[i] = &views[i];
            for (std::size_t word = 0; word < failures.size(); ++word) {
                failures[word] |= views[i].failures[word];
            }
        }
        KernelOut out{.data = memory.data(), .failures = failures.data()};
        const bool is_made = kernels.apply(call, out);
        const ColumnView made{.kind = out.kind, .data = out.data, .failures = out.failures};
        if (wanted.is_beyond) {
            return false;
        }
        if (!is_made) {
            CHECK(fails); // of a kind that is not taken, or without room for failures
            return false;
        }
        if (fails && layout_.failure_words == 0) {
            CHECK(false); // it should have been told
            return false;
        }
        // What fails on all inputs has no kind.
        if (std::ranges::equal(wanted.failures, all_failures()) && !failures.empty()) {
            CHECK(failures == wanted.failures);
            return false;
        }
        CHECK(are_same(made, wanted.view(), layout_));
        CHECK(kernels.hash(made, layout_) == column_kernels()[0]->hash(wanted.view(), layout_));
        return true;
    }

    std::vector<std::uint64_t> all_failures() const {
        std::vector<std::uint64_t> all(layout_.failure_words);
        for (std::size_t input = 0; input < layout_.inputs.size() && !all.empty(); ++input) {
            all[input / 64] |= std::uint64_t{1} << (input % 64);
        }
        return all;
    }

    std::mt19937 random_;
    PrimitiveApplication apply_;
    ColumnLayout layout_;
    std::vector<BehaviourId> known_;
    std::vector<OperationId> operations_;
    std::optional<ColumnStrings> strings_;
};

rasp::Input random_input(std::mt19937& random, std::size_t length, int kind) {
    rasp::Input input;
    for (std::size_t i = 0; i < length; ++i) {
        if (kind == 0) {
            input.tokens.emplace_back(std::string(1, "ab7-"[random() % 4]));
        } else {
            input.tokens.emplace_back(static_cast<std::int64_t>(random() % 300) - 20);
        }
    }
    return input;
}

} // namespace

TEST_CASE("narrow kernels compute what the kernels of RASP compute", "[columns]") {
    std::mt19937 random(5);
    for (std::uint32_t seed = 1; seed <= 24; ++seed) {
        CAPTURE(seed);
        const std::size_t longest = std::array<std::size_t, 6>{3, 8, 9, 17, 40, 64}[seed % 6];
        std::vector<rasp::Input> inputs;
        for (std::size_t i = 0; i < 1 + seed % 5; ++i) {
            inputs.push_back(
                random_input(random, 1 + random() % longest, static_cast<int>(seed % 2)));
        }
        inputs.push_back(random_input(random, longest, static_cast<int>(seed % 2)));
        RandomColumns columns(inputs, seed % 3 == 0, seed);
        std::size_t steps = 0;
        for (std::size_t i = 0; i < 4000; ++i) {
            steps += columns.step() ? 1U : 0U;
        }
        CHECK(steps > 200);
    }
}

TEST_CASE("a store gives each distinct column one id and its values back", "[columns]") {
    const std::vector<rasp::Input> inputs = {{.tokens = rasp::characters("abcde")},
                                             {.tokens = rasp::characters("fg")}};
    const rasp::Batch batch(inputs);
    const ColumnLayout layout = layout_of(batch.extents(), false).value();
    const HashColumn hash = best_column_kernels().hash;
    ColumnStore store(layout);
    ColumnWriter writer(store);
    std::mt19937 random(3);
    struct Stored {
        ColumnId id;
        ColumnKind kind;
        std::vector<std::uint64_t> values;
    };
    std::vector<Stored> all;
    for (std::size_t i = 0; i < 100'000; ++i) {
        Narrow narrow;
        narrow.values.assign(layout.value_bytes() / 8 + 1, 0);
        narrow.kind = std::array{ColumnKind::booleans, ColumnKind::small, ColumnKind::reals,
                                 ColumnKind::strings, ColumnKind::selector}[random() % 5];
        for (std::size_t place = 0; place < 7; ++place) {
            switch (narrow.kind) {
            case ColumnKind::booleans:
                narrow.values[0] |= std::uint64_t{random() % 2} << place;
                break;
            case ColumnKind::reals: // some without a code
                put(narrow, place, static_cast<double>(random() % (i < 50'000 ? 9 : 90'000)) / 8);
                break;
            case ColumnKind::strings:
                put(narrow, place, static_cast<std::uint32_t>(random() % 4 << (random() % 3 * 8)));
                break;
            default:
                put(narrow, place, static_cast<std::uint8_t>(random() % 3));
            }
        }
        if (!store.has_room(1)) {
            store.make_room(1);
        }
        const ColumnId id = writer.add(narrow.view(), hash(narrow.view(), layout));
        const std::size_t size = store.size();
        CHECK(writer.add(narrow.view(), hash(narrow.view(), layout)) == id);
        CHECK(store.size() == size);
        all.push_back({id, narrow.kind, narrow.values});
    }
    std::vector<double> memory(layout.value_bytes() / 8 + 1);
    for (const Stored& stored : all) {
        const ColumnView wanted{.kind = stored.kind, .data = stored.values.data()};
        REQUIRE(are_same(store.view(stored.id, memory.data()), wanted, layout));
    }
    std::ranges::sort(all, {}, [](const Stored& s) { return std::pair(s.kind, s.values); });
    std::size_t different = 1;
    for (std::size_t i = 1; i < all.size(); ++i) {
        const bool is_same = all[i].kind == all[i - 1].kind && all[i].values == all[i - 1].values;
        REQUIRE(is_same == (all[i].id == all[i - 1].id));
        different += is_same ? 0U : 1U;
    }
    CHECK(store.size() == different);
    CHECK(different > 10'000);
}

TEST_CASE("inputs of more than 64 tokens have no narrow columns", "[columns]") {
    const rasp::Batch longest(
        std::array{rasp::Input{.tokens = rasp::Sequence(64, rasp::Value(1))}});
    CHECK(layout_of(longest.extents(), false)->row_bytes == 8);
    const rasp::Batch longer(std::array{rasp::Input{.tokens = rasp::Sequence(65, rasp::Value(1))}});
    CHECK_FALSE(layout_of(longer.extents(), false));
}

} // namespace rasp_stitch::enumerator
