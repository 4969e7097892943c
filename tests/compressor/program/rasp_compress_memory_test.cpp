// The program rasp-compress where memory is short: by its own limit, and by the system's.

#include "compressor/output/compression_json.hpp"
#include "support/files/file.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/search/random_rows.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;

namespace {

struct Place {
    // A search that needs several times the memory of its corpus, and longer than any test.
    Place() { write_output(corpus, OutputJson(random_rows(60, 900, 2)).dump()); }

    TemporaryFolder folder;
    std::string corpus = folder / "corpus.json";
    std::string out = folder / "out.json";
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// The sanitizers reserve more addresses than any limit of these tests.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

ChildResult run_within(std::size_t bytes, std::vector<std::string> words) {
    words.insert(words.begin(), RASP_COMPRESS_PATH);
    return run_in_child([&] {
        std::vector<char*> pointers;
        for (std::string& word : words) {
            pointers.push_back(word.data());
        }
        pointers.push_back(nullptr);
        const rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};
        ::setrlimit(RLIMIT_AS, &limit);
        ::execv(pointers.front(), pointers.data());
        return 127;
    });
}

constexpr std::size_t megabyte = 1'000'000;

#endif

} // namespace

TEST_CASE("A memory limit ends the search with the best so far, as a success") {
    const Place place;
    ChildResult result;
    std::size_t limit = 1;
    // The least limit that leaves room for the corpus.
    do {
        limit += 1 + limit / 8;
        result = run_program(
            {place.corpus, "-a12", "--out", place.out, "--memory-limit", std::to_string(limit)});
    } while (result.exit_code == 2 && limit < 1'000'000);
    CAPTURE(limit);
    REQUIRE(result.exit_code == 0);
    CHECK(result.errors.empty());
    CHECK(holds(result.output, "\nstopped by the memory limit: "));
    const OutputJson json = OutputJson::parse(read_input(place.out));
    CHECK(json["optimal"] == false);
    CHECK(json["stopped_by"] == "memory_limit");
    CHECK(json["gap"] >= 0);
    CHECK(json["rewritten"].size() == 60);
}

TEST_CASE("A memory limit that the corpus alone exceeds is refused") {
    const Place place;
    const ChildResult result =
        run_program({place.corpus, "--out", place.out, "--memory-limit", "1"});
    CHECK(result.exit_code == 2);
    CHECK(result.output.empty());
    CHECK(result.errors.starts_with(
        "rasp-compress: --memory-limit 1: reading the corpus alone takes "));
    CHECK(place.folder.names() == Texts{"corpus.json"});
}

TEST_CASE("A memory limit that is not reached changes nothing") {
    const Place place;
    write_output(place.corpus, R"j(["(f a b c)", "(f a b c)"])j");
    const ChildResult result =
        run_program({place.corpus, "--out", place.out, "--memory-limit", "1000000000"});
    CHECK(result.exit_code == 0);
    const OutputJson json = OutputJson::parse(read_input(place.out));
    CHECK(json["optimal"] == true);
    CHECK(json["stopped_by"].is_null());
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

TEST_CASE("Wherever the system's memory runs out, the files are whole or untouched") {
    const Place place;
    write_output(place.corpus, OutputJson(random_rows(40, 300, 4)).dump());
    bool has_run_out = false;
    int ended_well = 0;
    // From too little to read the corpus up to enough for the result.
    for (std::size_t limit = 14 * megabyte; ended_well < 3 && limit < 1000 * megabyte;
         limit += limit / 50) {
        CAPTURE(limit);
        write_output(place.out, "precious");
        const ChildResult result =
            run_within(limit, {place.corpus, "-i2", "-a1", "--rewritten-intermediates", "-q",
                               "--out", place.out});
        CHECK(place.folder.names() == Texts{"corpus.json", "out.json"});
        CHECK(result.signal == 0);
        if (result.exit_code == 0) {
            ++ended_well;
            CHECK(OutputJson::parse(read_input(place.out))["rewritten"].size() == 40);
            continue;
        }
        CHECK(read_input(place.out) == "precious");
        if (result.exit_code != 127) { // the system found no room for the program itself
            has_run_out = true;
            CHECK(result.exit_code == 71);
            CHECK(result.errors == "rasp-compress: out of memory\n"
                                   "expected more memory, fewer threads, or smaller input\n");
        }
    }
    CHECK(has_run_out);
    CHECK(ended_well == 3);
}

TEST_CASE("Threads that cannot start, or that run out of memory, end the program cleanly") {
    const Place place;
    write_output(place.out, "precious");
    for (const std::size_t limit : {60 * megabyte, 110 * megabyte}) {
        // The search would not end by itself.
        const ChildResult result =
            run_within(limit, {place.corpus, "-a12", "-t64", "-q", "--out", place.out});
        CHECK(result.exit_code == 71);
        CHECK(result.errors.starts_with("rasp-compress: out of memory\n"));
        CHECK(read_input(place.out) == "precious");
        CHECK(place.folder.names() == Texts{"corpus.json", "out.json"});
    }
}

#endif
