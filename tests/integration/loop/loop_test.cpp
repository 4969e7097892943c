#include "integration/loop/loop.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "integration/loop/phases.hpp"
#include "integration/loop/ranked_frontier.hpp"
#include "integration/run_folder/readable_library.hpp"
#include "integration/run_folder/run_files.hpp"
#include "integration/run_folder/state_text.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "tests/integration/loop/taught_recognizer.hpp"
#include "tests/integration/program/dream/small_run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::loop;

namespace {

const std::vector<std::string> enough_to_reverse = {
    "aggregate", "select", "tokens", "indices", "add", "sub", "zero", "at_least", "equals_to"};

LoopState loop_over(const Run& run, Recognizer* recognizer = nullptr,
                    const LoopControl& control = {}) {
    return run_loop(run, first_state(run), recognizer, control);
}

std::vector<Phase> phases_of(const LoopState& state) {
    std::vector<Phase> phases;
    for (const PhaseRecord& record : state.records) {
        phases.push_back(record.phase);
    }
    return phases;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

} // namespace

TEST_CASE("The loop finds programs and makes what they share an abstraction") {
    const Run run = small_run();
    const LoopState end = loop_over(run);
    CHECK(is_done(run, end));
    CHECK(phases_of(end) ==
          std::vector{Phase::wake, Phase::abstraction, Phase::wake, Phase::abstraction});
    CHECK(end.records[0].solved == 4);
    CHECK(end.records[0].new_tasks == std::vector<std::string>{"doubled", "is_a", "is_b", "is_c"});
    CHECK(end.records[2].new_tasks.empty());

    const std::vector<LibraryEntry> library = library_of(run, end);
    REQUIRE(!library.empty());
    CHECK(library[0].iteration == 1);
    CHECK(library[0].expression.find("tokens") != std::string::npos);
    CHECK(library[0].tasks == std::vector<std::string>{"is_a", "is_b", "is_c"});
    CHECK(library[0].name == "fn_0");
    CHECK(library[0].body.find('$') == std::string::npos);
    CHECK(library[0].body.find("#0") != std::string::npos);
    REQUIRE(library[0].uses.size() >= 2);
    CHECK(library[0].uses[0].where == "is_a");
    CHECK(library[0].uses[0].text.find("fn_0") != std::string::npos);
}

TEST_CASE("A library is shown with names, also where one abstraction uses another") {
    const Run run = small_run();
    LoopState state = first_state(run);
    const std::string first = "#(lambda (eq (tokens $0)))";
    const std::string second = "#(lambda (" + first + " $0 str.a))";
    enumerator::Language language{
        .types = {}, .terms = {}, .grammar = {}, .primitive_type = enumerator::rasp_type};
    language.grammar = enumerator::uniform_grammar(
        language.types, std::vector<std::string>{second, first, "eq", "tokens", "str.a", "str.b"},
        language.primitive_type);
    for (const auto& [task, program] : {std::pair{1, "(lambda (" + second + " $0))"},
                                        std::pair{2, "(lambda (" + first + " $0 str.b))"}}) {
        state.frontiers[static_cast<std::size_t>(task)].programs.push_back(
            {.term = enumerator::read_expression(language.terms, program)});
    }
    state.language = language;
    state.library = {{.expression = first, .iteration = 1}, {.expression = second, .iteration = 2}};
    CHECK(library_text(library_of(run, state)) ==
          "fn_0  input(t0) -> seq(t0) -> seq(bool); iteration 1, 2 uses, in 2 tasks\n"
          "    (eq (tokens #0))\n"
          "        is_b: (fn_0 $0 str.b)\n"
          "        fn_1: (fn_0 #0 str.a)\n"
          "fn_1  input(str) -> seq(bool); iteration 2, 1 use, in 1 task\n"
          "    (fn_0 #0 str.a)\n"
          "        is_a: (fn_1 $0)\n");
    const std::string dot = library_dot(library_of(run, state));
    CHECK(dot.find("fn_1 = (fn_0 #0 str.a)") != std::string::npos);
    CHECK(dot.find("1->0") != std::string::npos);
    CHECK(dot.find("0->") == std::string::npos);
}

TEST_CASE("What is found gets shorter by abstraction, never longer") {
    const LoopState end = loop_over(small_run());
    CHECK(end.records[1].score->after > end.records[1].score->before);
    CHECK(end.records[1].description_length < end.records[0].description_length);
    CHECK(end.records[3].score->after >= end.records[3].score->before);
}

TEST_CASE("Without abstraction weights are learnt all the same") {
    const Run run = small_run({{"no-abstraction", ""}});
    const LoopState end = loop_over(run);
    CHECK(end.library.empty());
    CHECK(grammar_file(end) != grammar_file(first_state(run)));
    CHECK(end.records[1].description_length < end.records[0].description_length);
}

TEST_CASE("What is learnt does not depend on the number of threads") {
    const Run run = small_run({{"test-fraction", "0.2"}});
    const LoopState one = loop_over(run, nullptr, {.threads = 1});
    const LoopState two = loop_over(run, nullptr, {.threads = 2});
    CHECK(timeless(state_text(run, one)) == timeless(state_text(run, two)));
}

TEST_CASE("Held-out tasks are searched for and never learnt from") {
    const OptionTexts settings = {{"test-fraction", "0.4"}, {"seed", "5"}};
    const Run run = small_run(settings);
    REQUIRE(run.held_out.size() == 2);
    REQUIRE(run.training.size() == 3);
    Run other = run;
    for (enumerator::SearchTask& task : other.held_out) {
        rasp::Example contrary = task.task.examples.back(); // now nothing solves it
        std::ranges::reverse(std::get<rasp::Sequence>(*contrary.output));
        task.task.examples.push_back(contrary);
    }
    const LoopState end = loop_over(run);
    CHECK(end.records.back().phase == Phase::test);
    CHECK(end.records.back().tasks == 2);
    CHECK(end.records.back().solved > 0);

    const LoopState otherwise = loop_over(other);
    CHECK(otherwise.records.back().solved == 0);
    CHECK(grammar_file(otherwise) == grammar_file(end));
    CHECK(otherwise.library == end.library);
    CHECK(frontiers_file(run, otherwise, "") == frontiers_file(run, end, ""));
}

TEST_CASE("A network is trained after each wake, and its grammars are searched") {
    const Run run = small_run({{"no-recognition", ""}, {"training-steps", "7"}});
    Run with_network = run;
    with_network.settings.recognition = true;
    TaughtRecognizer recognizer(enough_to_reverse);
    const LoopState end = loop_over(with_network, &recognizer);
    CHECK(phases_of(end) == std::vector{Phase::wake, Phase::dreaming, Phase::recognition,
                                        Phase::abstraction, Phase::wake, Phase::dreaming,
                                        Phase::recognition, Phase::abstraction});
    CHECK(end.records[1].training->replays == 4);
    CHECK(end.records[1].training->steps == 7);
    CHECK(end.model->model.productions.size() == 2); // a line for each training
}

TEST_CASE("What the network predicts solves what the grammar alone does not") {
    Run run = small_run({{"programs-per-task", "50000"},
                         {"iterations", "1"},
                         {"network-trust", "1"},
                         {"no-backwards", ""}});
    REQUIRE(!has(loop_over(run).records[0].new_tasks, "reverse"));
    run.settings.recognition = true;
    TaughtRecognizer recognizer(enough_to_reverse);
    const LoopState end = loop_over(run, &recognizer);
    CHECK(has(end.records[2].new_tasks, "reverse"));
}

TEST_CASE("The network's seeds differ by iteration and are those of the run's seed") {
    Run run = small_run();
    run.settings.recognition = true;
    TaughtRecognizer first({});
    TaughtRecognizer again({});
    TaughtRecognizer other({});
    const recognition::Model model = loop_over(run, &first).model->model;
    CHECK(loop_over(run, &again).model->model == model);
    run.settings.seed = 1;
    CHECK(loop_over(run, &other).model->model != model);
    CHECK(seed_of(1, 1, Phase::dreaming) != seed_of(1, 2, Phase::dreaming));
}

TEST_CASE("Programs found before a search is stopped are kept, and the search goes on") {
    Run run = small_run({{"programs-per-task", "20000"}});
    run.settings.upper = 1000;
    std::stop_source stop;
    std::vector<PhaseRecord> records;
    const LoopState stopped =
        loop_over(run, nullptr,
                  {.stop = stop.get_token(),
                   .on_progress =
                       [&](const PhaseProgress& progress) {
                           if (progress.phase == Phase::wake && progress.search.solved > 0) {
                               stop.request_stop();
                           }
                       },
                   .after_phase = [&](const LoopState& state) { records = state.records; }});
    REQUIRE(records.size() == 1);
    CHECK(records[0].interrupted);
    CHECK(records[0].solved > 0);
    CHECK(stopped.next == Phase::wake);
    CHECK(stopped.iteration == 1);

    const std::string text = state_text(run, stopped);
    CHECK(state_text(run, read_state(run, text)) == text);
    const LoopState end = run_loop(run, stopped, nullptr);
    const LoopState whole = loop_over(run);
    CHECK(phases_of(end) == std::vector{Phase::wake, Phase::wake, Phase::abstraction, Phase::wake,
                                        Phase::abstraction});
    CHECK(!end.records[1].interrupted);
    CHECK(frontiers_file(run, end, "") == frontiers_file(run, whole, ""));
    CHECK(grammar_file(end) == grammar_file(whole));
}

TEST_CASE("A phase that programs limit begins again as if it had not been stopped") {
    const Run run = small_run({{"programs-per-task", "20000"}, {"iterations", "1"}});
    std::stop_source stop;
    PhaseControl control; // g++ 12 warns of a stop token in nested braces
    control.budget.stop = stop.get_token();
    control.on_progress = [&](const PhaseProgress& progress) {
        if (progress.search.solved > 0) {
            stop.request_stop();
        }
    };
    LoopState stopped = run_phase(run, first_state(run), nullptr, control).value();
    REQUIRE(stopped.before_interruption.size() == run.training.size());
    // More than any search finds, because it is not right.
    const std::string wrong = "(lambda (indices $0))";
    stopped.frontiers[0].programs = {
        {.term = enumerator::read_expression(stopped.language.terms, wrong)}};

    SECTION("What it finds then takes the place of what it had found") {
        const LoopState end = run_loop(run, read_state(run, state_text(run, stopped)), nullptr);
        CHECK(end.before_interruption.empty());
        CHECK(frontiers_file(run, end, "") == frontiers_file(run, loop_over(run), ""));
    }
    SECTION("If it is stopped again, what it had found stays") {
        const LoopState again = run_phase(run, stopped, nullptr, control).value();
        CHECK(again.frontiers[0].programs.size() == 1);
        CHECK(again.before_interruption[0].programs.empty());
        CHECK(frontiers_file(run, run_loop(run, again, nullptr), "") ==
              frontiers_file(run, loop_over(run), ""));
    }
    SECTION("If its time is over, what it had found stays") {
        control = {};
        control.budget.seconds = 0;
        const LoopState late = run_phase(run, stopped, nullptr, control).value();
        CHECK(late.frontiers[0].programs.size() == 1);
        CHECK(late.before_interruption.empty());
    }
}

TEST_CASE("A phase that time limits goes on from what it had found") {
    Run run = small_run({{"search-seconds", "1000"}, {"programs-per-task", "20000"}});
    std::stop_source stop;
    PhaseControl control;
    control.budget.stop = stop.get_token();
    control.on_progress = [&](const PhaseProgress&) { stop.request_stop(); };
    const LoopState stopped = run_phase(run, first_state(run), nullptr, control).value();
    CHECK(stopped.next == Phase::wake);
    CHECK(stopped.before_interruption.empty());
}

TEST_CASE("A search that was stopped has the rest of its time") {
    Run run = small_run();
    run.settings.programs_per_task.reset();
    run.settings.search_seconds = 10;
    LoopState state = first_state(run);
    for (const double seconds : {9.0, 1.0}) {
        PhaseRecord& record = state.records.emplace_back();
        record.iteration = 1;
        record.phase = Phase::wake;
        record.seconds = seconds;
        record.interrupted = true;
    }
    CHECK(spent_before(state).seconds == 10);
    const std::optional<LoopState> after = run_phase(run, state, nullptr, {.threads = 1});
    REQUIRE(after);
    for (const SearchRecord& search : after->records.back().searches) {
        CHECK(search.stopped == StopReason::time); // at once
    }
    CHECK(spent_before(*after).seconds == 0); // for the phase that comes next
}

TEST_CASE("A phase that is not begun leaves no trace") {
    const Run run = small_run();
    std::stop_source stop;
    const LoopState end = loop_over(
        run, nullptr, {.stop = stop.get_token(), .after_phase = [&](const LoopState& state) {
                           if (state.records.size() == 2) {
                               stop.request_stop();
                           }
                       }});
    CHECK(end.records.size() == 2);
    CHECK(timeless(state_text(run, run_loop(run, end, nullptr))) ==
          timeless(state_text(run, loop_over(run))));
}

TEST_CASE("A run goes on from the state after any phase, read from its text") {
    const Run run = small_run({{"test-fraction", "0.2"}});
    std::vector<std::string> states = {state_text(run, first_state(run))};
    const LoopState end = loop_over(run, nullptr, {.after_phase = [&](const LoopState& state) {
                                        states.push_back(state_text(run, state));
                                    }});
    CHECK(states.size() == 7);
    for (const std::string& text : states) {
        const LoopState state = read_state(run, text);
        CHECK(state_text(run, state) == text);
        CHECK(timeless(state_text(run, run_loop(run, state, nullptr))) ==
              timeless(state_text(run, end)));
    }
}

TEST_CASE("The answer is first again in a state that was read") {
    const Run run = small_run();
    LoopState state = first_state(run);
    const std::string two = "(add (indices $0) (indices $0))";
    const std::string four = "(add " + two + " " + two + ")";
    const std::string sum = "#(lambda (add " + four + " " + four + "))";
    state.language = enumerator::with_productions(state.language, std::vector<std::string>{sum});
    for (const std::string& text :
         {"(lambda (" + sum + " $0))", std::string("(lambda (add (indices $0) (indices $0)))")}) {
        state.frontiers[0].programs.push_back(
            {.term = enumerator::read_expression(state.language.terms, text)});
    }
    rank(state.language, run.training[0], {}, state.frontiers[0].programs, 5);
    const std::vector<enumerator::FrontierProgram>& programs = state.frontiers[0].programs;
    REQUIRE(programs.size() == 2);
    REQUIRE(programs[0].log_prior < programs[1].log_prior);
    const std::string text = state_text(run, state);
    CHECK(state_text(run, read_state(run, text)) == text);
}

TEST_CASE("The time of the run ends it after the phase under way") {
    Run run = small_run({{"time", "0"}});
    CHECK(loop_over(run).records.empty());
    run.settings.time = 1e-9;
    const LoopState end = loop_over(run);
    CHECK(end.records.size() == 1);
    CHECK(end.records[0].searches[0].stopped == StopReason::time);
    run.settings.time.reset();
    CHECK(is_done(run, run_loop(run, end, nullptr)));
}
