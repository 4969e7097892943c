// Stitch's own benchmarks, where its data is at hand: what Stitch found on them is compared with
// what is found here. Each first step must be as good as Stitch's; later steps are greedy, and ties
// lead them apart, so there only the final costs are compared.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/numbers.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

const std::string data_folder = RASP_STITCH_STITCH_DATA;

// Corpora on which the first step is better than Stitch's, and why. (Stitch is wrong on some
// inputs; none of its benchmarks is among them.)
const std::map<std::string, std::string> better_first_steps = {};

// Corpora that end more than half a percent above Stitch's final cost, and why.
const std::map<std::string, std::string> worse_ends = {};

constexpr double most_above = 1.005;

// The number behind an option such as "--max-arity=".
std::uint32_t option(std::string_view options, std::string_view name) {
    const std::size_t at = options.find(name);
    REQUIRE(at != std::string_view::npos);
    const std::string_view digits = options.substr(at + name.size());
    std::uint32_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

CorpusFormat format(std::string_view name) {
    for (const CorpusFormatRow& row : corpus_formats) {
        if (row.name == name) {
            return row.format;
        }
    }
    FAIL("Stitch's results name the format " << name);
    return CorpusFormat::programs_list;
}

Compression compress_like_stitch(const JsonCursor& entry) {
    const std::string& options = entry.member("options").string();
    Corpus corpus =
        read_corpus(read_input(data_folder + "/corpora/" + entry.member("corpus").string()),
                    {.format = format(entry.member("format").string())});
    return compress(corpus, {.iterations = option(options, "--iterations="),
                             .settings = {.max_arity = option(options, "--max-arity=")}});
}

void check_first_step(const std::string& corpus, const JsonCursor& entry,
                      const Compression& found) {
    const JsonElements steps = entry.member("steps").elements();
    if (steps.empty()) {
        CHECK(found.steps.empty());
        return;
    }
    REQUIRE_FALSE(found.steps.empty());
    const std::int64_t stitch = steps[0].member("utility").integer();
    CHECK(found.steps.front().utility >= stitch);
    if (!better_first_steps.contains(corpus)) {
        CHECK(found.steps.front().utility == stitch);
    }
}

} // namespace

TEST_CASE("On Stitch's benchmarks the first abstraction is as good, and the library hardly worse") {
    if (data_folder.empty()) {
        WARN("Stitch's data is not here, so there is nothing to compare with");
        return;
    }
    const Json expected = parse_json(read_input(data_folder + "/expected.json"));
    std::string table =
        fmt::format("{:32} {:>11} {:>11} {:>11} {:>7}\n", "corpus", "before", "Stitch", "here", "");
    for (const JsonCursor entry : JsonCursor(expected).elements()) {
        const std::string& corpus = entry.member("corpus").string();
        CAPTURE(corpus);
        const Compression found = compress_like_stitch(entry);
        CHECK(found.original_cost == entry.member("original_cost").integer());
        CHECK_FALSE(found.gap.has_value());
        check_first_step(corpus, entry, found);

        const std::int64_t stitch = entry.member("final_cost").integer();
        const double relation =
            static_cast<double>(found.final_cost()) / static_cast<double>(stitch);
        table += fmt::format("{:32} {:>11} {:>11} {:>11} {:>+6.2f}%\n", corpus,
                             grouped(found.original_cost), grouped(stitch),
                             grouped(found.final_cost()), 100 * (relation - 1));
        if (!worse_ends.contains(corpus)) {
            CHECK(relation <= most_above);
        }
    }
    WARN("Final costs:\n" << table);
}
