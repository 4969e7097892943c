// The script is run by bash, which is asked what it would offer. tests/programs asks zsh and fish.

#include "support/cli/completion.hpp"

#include "support/files/file.hpp"
#include "support/options/option_values.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <unistd.h>

using namespace rasp_stitch;

namespace {

using Words = std::vector<std::string>;

Command example() {
    static std::string kind;
    static std::optional<std::string> out;
    static std::optional<std::string> run;
    static bool quiet = false;
    static int count = 0;
    return {
        .name = "rasp-example",
        .rows = {{"Search", "search", 's', "KIND", word(kind, {"bottom-up", "top-down"}), "", ""},
                 {"Search", "time-limit", 0, "N", whole(count, 0, 9), "", "", {"time"}},
                 {"Output", "out", 'o', "FILE", file(out), "", ""},
                 {"Output", "run", 0, "DIR", folder(run), "", ""},
                 {"Output", "quiet", 'q', "", flag(quiet), "", ""}},
        .subcommands = {{.name = "generate",
                         .rows = {{"Examples", "count", 'n', "N", whole(count, 0, 9), "", ""}}}}};
}

// What is offered for the last of the words, in a folder with the file result.json and the folder
// results.
Words offered(const Words& words) {
    const TemporaryFolder folder;
    write_output(folder / "result.json", "");
    write_output(folder / "complete", bash_completion(example()));
    std::string command =
        "cd " + folder.path() + " && mkdir results && . ./complete && COMP_WORDS=(";
    for (const std::string& word : words) {
        command += "'" + word + "' ";
    }
    command += ") && COMP_CWORD=" + std::to_string(words.size() - 1) +
               " && _rasp_example && printf '%s\\n' \"${COMPREPLY[@]}\"";
    const ChildResult result = run_in_child([&] {
        ::execl("/bin/bash", "bash", "-c", command.c_str(), nullptr);
        return 1;
    });
    CHECK(result.errors.empty());
    Words lines;
    std::istringstream stream(result.output);
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

} // namespace

TEST_CASE("Names of options are completed, but not their old names") {
    CHECK(offered({"rasp-example", "--t"}) == Words{"--time-limit"});
    CHECK(offered({"rasp-example", "x", "-"}) ==
          Words{"--search", "--time-limit", "--out", "--run", "--quiet"});
}

TEST_CASE("Values of options are completed by what they may be") {
    CHECK(offered({"rasp-example", "--search", ""}) == Words{"bottom-up", "top-down"});
    CHECK(offered({"rasp-example", "-s", "t"}) == Words{"top-down"});
    CHECK(offered({"rasp-example", "--search", "=", "b"}) == Words{"bottom-up"});
    CHECK(offered({"rasp-example", "--search", "="}) == Words{"bottom-up", "top-down"});
    CHECK(offered({"rasp-example", "--out", "result"}) == Words{"result.json", "results"});
    CHECK(offered({"rasp-example", "--run", "result"}) == Words{"results"});
    CHECK(offered({"rasp-example", "--time-limit", ""}).empty());
}

TEST_CASE("Arguments are files, and the first one may be a subcommand") {
    CHECK(offered({"rasp-example", "resu"}) == Words{"result.json", "results"});
    CHECK(offered({"rasp-example", "gen"}) == Words{"generate"});
    CHECK(offered({"rasp-example", "generate", "-"}) == Words{"--count"});
}

TEST_CASE("zsh is told values, letters, help and what may be repeated") {
    std::vector<std::string> also;
    const std::string script = zsh_completion(
        {.name = "rasp-example",
         .rows = {{"Search", "also", 'a', "FILE", texts(also), "", "it's [so]: a\\b"}}});
    const std::string specification = "[it'\\''s \\[so\\]\\: a\\\\b]:FILE: '";
    CHECK(script.find("'*--also=" + specification) != std::string::npos);
    CHECK(script.find("'*-a+" + specification) != std::string::npos);
    const std::string whole_example = zsh_completion(example());
    CHECK(whole_example.find("'(-s --search)--search=[]:KIND:(bottom-up top-down)'") !=
          std::string::npos);
    CHECK(whole_example.find("'--run=[]:DIR:_files -/'") != std::string::npos);
    CHECK(whole_example.find("--time[") == std::string::npos);
}

TEST_CASE("fish is told values, letters and help") {
    std::vector<std::string> also;
    CHECK(fish_completion(
              {.name = "rasp-example",
               .rows = {{"Search", "also", 'a', "FILE", texts(also), "", "it's\na\\b"}}}) ==
          "# Completion of rasp-example in fish: rasp-example --completion fish | source\n"
          "complete -c rasp-example -s a -l also -x -d 'it\\'s a\\\\b'\n");
    const std::string script = fish_completion(example());
    CHECK(script.find(" -s s -l search -x -a 'bottom-up top-down'") != std::string::npos);
    CHECK(script.find("-n '__fish_seen_subcommand_from generate' -s n -l count -x") !=
          std::string::npos);
    CHECK(script.find(" -l time ") == std::string::npos);
}

TEST_CASE("Every shell that is named has a script") {
    for (const std::string& shell : completion_shells()) {
        CAPTURE(shell);
        CHECK(completion(example(), shell).find("--completion " + shell) != std::string::npos);
    }
    CHECK_THROWS_AS(completion(example(), "csh"), std::logic_error);
}
