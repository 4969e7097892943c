// Patterns on the path of a search that are put away and made again.

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/search/search.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/compressor/judge/rule_sets.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

SearchResult search_with(const Corpus& corpus, const Settings& settings, std::size_t threads,
                         std::optional<std::size_t> path_bytes) {
    const NodeTable table = make_node_table(corpus, settings);
    const Arguments arguments(table);
    const Context context(table, arguments, settings);
    SearchControl control;
    control.threads = threads;
    control.best_count = 3;
    control.path_bytes = path_bytes;
    return search(context, corpus.store, control);
}

// Returns all that a search found, as text.
std::string text_of(const SearchResult& result) {
    std::ostringstream text;
    for (const ScoredAbstraction& found : result.best) {
        text << found.body << ' ' << found.score.utility << ' ' << found.saved << ' '
             << found.pattern.rows;
        for (std::size_t row = 0; row < found.pattern.rows; ++row) {
            text << ' ' << found.pattern.locations()[row];
        }
        text << '\n';
    }
    text << result.patterns_expanded << " patterns\n";
    return std::move(text).str();
}

// Returns two programs that apply f `depth` times, to different ends.
std::string chains(std::size_t depth) {
    std::string json = "[";
    for (const char* end : {"a", "b"}) {
        json += json.size() > 1 ? ", \"" : "\"";
        for (std::size_t i = 0; i < depth; ++i) {
            json += "(f ";
        }
        json += end + std::string(depth, ')') + '"';
    }
    return json + "]";
}

} // namespace

TEST_CASE("A search that keeps no pattern but two finds the same, whatever rules are on") {
    for (const judge::NamedRules& set : judge::all_rule_sets()) {
        DYNAMIC_SECTION(set.name) {
            for (std::uint64_t seed = 0; seed < 400; ++seed) {
                judge::Trial trial = judge::random_trial(seed);
                trial.settings.rules = set.rules;
                const std::string kept =
                    text_of(search_with(trial.corpus, trial.settings, 1, SIZE_MAX));
                for (const std::size_t threads : {1U, 3U}) {
                    const std::string again =
                        text_of(search_with(trial.corpus, trial.settings, threads, 0));
                    INFO("seed " << seed << ", " << threads << " threads\n"
                                 << judge::describe(trial));
                    REQUIRE(again == kept);
                }
            }
        }
    }
}

TEST_CASE("The memory of a search in deep terms does not grow with the square of their depth") {
    const Settings settings;
    std::int64_t bytes_before = 0;
    for (const std::size_t depth : {200U, 400U}) {
        const Corpus corpus = read_corpus(chains(depth));
        const SearchResult all = search_with(corpus, settings, 1, SIZE_MAX);
        const SearchResult few = search_with(corpus, settings, 1, 0);
        CHECK(text_of(few) == text_of(all));
        CHECK(few.peak_open.bytes < all.peak_open.bytes / 4);
        CHECK((bytes_before == 0 || few.peak_open.bytes < 3 * bytes_before));
        bytes_before = few.peak_open.bytes;
    }
}
