#include "recognition/dreams/dreams.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/tasks/input_sampler.hpp"
#include "recognition/dreams/behaviour_text.hpp"
#include "recognition/dreams/program_sampler.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/budget/deadline.hpp"
#include "support/random/random.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::recognition {

using enumerator::SearchTask;
using lambda::TermId;
using lambda::TermStore;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t probe_count = 12; // inputs that tell programs apart
constexpr std::size_t example_count = 12;

// Tasks with the same request and inputs of the same kinds.
struct Family {
    lambda::TypeId request{};
    std::vector<std::size_t> tasks;
    std::vector<rasp::Input> inputs;
};

std::vector<Family> families_of(lambda::TypeStore& types, std::span<const SearchTask> tasks) {
    std::vector<Family> families;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        std::vector<rasp::Input> inputs = rasp::inputs_of(tasks[i].task);
        std::erase_if(inputs, [](const rasp::Input& input) { return input.tokens.empty(); });
        const lambda::TypeId request = rasp::parse_task_type(types, tasks[i].task.type);
        auto family = std::ranges::find_if(families, [&](const Family& other) {
            return other.request == request &&
                   rasp::have_same_kinds(other.inputs.front(), inputs.front());
        });
        if (family == families.end()) {
            family =
                families.insert(families.end(), {.request = request, .tasks = {}, .inputs = {}});
        }
        family->tasks.push_back(i);
        family->inputs.insert(family->inputs.end(), inputs.begin(), inputs.end());
    }
    return families;
}

// A sampler for the grammar of each task.
class Samplers {
public:
    Samplers(lambda::TypeStore& types, const enumerator::Grammar& grammar,
             std::span<const SearchTask> tasks)
        : types_(types), grammar_(grammar), tasks_(tasks) {}

    std::optional<TermId> draw(std::size_t task, lambda::TypeId request, Random& random,
                               TermStore& store) {
        std::unique_ptr<Own>& own = own_[{request, tasks_[task].literals}];
        if (!own) {
            own = std::make_unique<Own>(
                types_, task_grammar(types_, grammar_, tasks_[task].literals), request);
        }
        return own->sampler.draw(random, store);
    }

private:
    struct Own {
        Own(const lambda::TypeStore& types, enumerator::Grammar of_task, lambda::TypeId request)
            : grammar(std::move(of_task)), view(types, grammar), sampler(types, view, request) {}

        enumerator::Grammar grammar;
        enumerator::GrammarView view;
        ProgramSampler sampler;
    };

    lambda::TypeStore& types_;
    const enumerator::Grammar& grammar_;
    std::span<const SearchTask> tasks_;
    std::map<std::pair<lambda::TypeId, std::vector<std::string>>, std::unique_ptr<Own>> own_;
};

std::size_t leaves(const TermStore& store, TermId term) {
    switch (store.kind(term)) {
    case lambda::TermKind::application:
        return leaves(store, store.function(term)) + leaves(store, store.argument(term));
    case lambda::TermKind::lambda:
        return leaves(store, store.body(term));
    default:
        return 1;
    }
}

// Returns the outputs on all inputs, or nullopt if the program fails on one of them.
std::optional<std::vector<rasp::Output>> outputs_of(const TermStore& store, TermId program,
                                                    std::span<const rasp::Input> inputs) {
    TermStore own;
    const TermId runnable = rasp::canonical(
        own, enumerator::read_unfolded(own, enumerator::print_expression(store, program)));
    std::vector<rasp::Output> outputs;
    for (rasp::Evaluation& evaluation : rasp::evaluate(own, runnable, inputs)) {
        if (!evaluation.output) {
            return std::nullopt;
        }
        outputs.push_back(*std::move(evaluation.output));
    }
    return outputs;
}

std::vector<rasp::Example> examples_of(std::span<const rasp::Input> inputs,
                                       std::vector<rasp::Output> outputs) {
    std::vector<rasp::Example> examples;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        examples.push_back({.input = inputs[i], .output = std::move(outputs[i])});
    }
    return examples;
}

std::vector<rasp::Input> drawn_inputs(const rasp::InputSampler& sampler, std::size_t count,
                                      Random& random) {
    std::vector<rasp::Input> inputs;
    for (std::size_t i = 0; i < count; ++i) {
        inputs.push_back(sampler.draw(random));
    }
    return inputs;
}

// Collects the dreams of one family.
class Dreamer {
public:
    Dreamer(const Family& family, Samplers& samplers, TermStore& store, std::uint64_t seed)
        : family_(family), samplers_(samplers), store_(store), random_(seed),
          sampler_(family.inputs), probes_(drawn_inputs(sampler_, probe_count, random_)) {}

    void draw() {
        const std::size_t task = family_.tasks[below(random_, family_.tasks.size())];
        const std::optional<TermId> program =
            samplers_.draw(task, family_.request, random_, store_);
        if (!program) {
            return;
        }
        std::optional<std::vector<rasp::Output>> outputs = outputs_of(store_, *program, probes_);
        if (!outputs || is_constant(*outputs)) {
            return;
        }
        const std::size_t size = leaves(store_, *program);
        const auto [found, is_new] = numbers_.try_emplace(behaviour_text(*outputs), dreams_.size());
        if (is_new) {
            dreams_.push_back({.task = task,
                               .request = family_.request,
                               .program = *program,
                               .examples = examples_of(probes_, *std::move(outputs))});
            sizes_.push_back(size);
        } else if (size < sizes_[found->second]) {
            dreams_[found->second].task = task;
            dreams_[found->second].program = *program;
            sizes_[found->second] = size;
        }
    }

    // Gives each dream inputs of its own, unless its program fails or is constant on them:
    // otherwise the network would see one set of inputs only.
    std::vector<Dream> take() {
        for (Dream& dream : dreams_) {
            const std::vector<rasp::Input> inputs = drawn_inputs(sampler_, example_count, random_);
            auto outputs = outputs_of(store_, dream.program, inputs);
            if (outputs && !is_constant(*outputs)) {
                dream.examples = examples_of(inputs, *std::move(outputs));
            }
        }
        return std::move(dreams_);
    }

private:
    const Family& family_;
    Samplers& samplers_;
    TermStore& store_;
    Random random_;
    rasp::InputSampler sampler_;
    std::vector<rasp::Input> probes_;
    std::vector<Dream> dreams_;
    std::vector<std::size_t> sizes_;                       // by dream
    std::unordered_map<std::string, std::size_t> numbers_; // index of a dream, by behaviour
};

} // namespace

std::vector<Dream> dream(enumerator::Language& language, std::span<const SearchTask> tasks,
                         const DreamOptions& options) {
    const Clock::time_point start = Clock::now();
    const std::vector<Family> families = families_of(language.types, tasks);
    Samplers samplers(language.types, unigram(language), tasks);
    std::vector<Dream> dreams;
    std::size_t tasks_done = 0;
    for (std::size_t i = 0; i < families.size(); ++i) {
        Dreamer dreamer(families[i], samplers, language.terms, seed_of(options.seed, {i}));
        tasks_done += families[i].tasks.size();
        const std::size_t draws = options.draws * families[i].tasks.size() / tasks.size();
        const double until = options.budget.seconds * static_cast<double>(tasks_done) /
                             static_cast<double>(tasks.size());
        for (std::size_t n = 0;
             n < draws && !options.budget.stop.stop_requested() && seconds_since(start) < until;
             ++n) {
            dreamer.draw();
        }
        for (Dream& dream : dreamer.take()) {
            dreams.push_back(std::move(dream));
        }
    }
    return dreams;
}

} // namespace rasp_stitch::recognition
