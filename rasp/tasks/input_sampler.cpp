#include "rasp/tasks/input_sampler.hpp"

#include "support/text/input_error.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>

namespace rasp_stitch::rasp {

namespace {

constexpr std::size_t fewest_for_invariants = 4; // what fewer inputs share may be chance
constexpr std::size_t most_tokens_mixed = 6;     // different tokens of a mixed input
constexpr std::size_t most_changes = 3;
constexpr std::size_t longest_run = 5;

bool has(const Sequence& tokens, const Value& token) {
    return std::ranges::find(tokens, token) != tokens.end();
}

bool is_distinct(const Input& input) {
    const Sequence& tokens = input.tokens;
    for (auto token = tokens.begin(); token != tokens.end(); ++token) {
        if (std::find(std::next(token), tokens.end(), *token) != tokens.end()) {
            return false;
        }
    }
    return true;
}

std::ptrdiff_t at(std::size_t place) {
    return static_cast<std::ptrdiff_t>(place);
}

} // namespace

InputSampler::InputSampler(std::span<const Input> seen) {
    std::ranges::copy_if(seen, std::back_inserter(seen_),
                         [](const Input& input) { return !input.tokens.empty(); });
    if (seen_.empty()) {
        throw InputError(
            {.found = "no input with tokens, to draw others like it", .expected = "at least one"});
    }
    for (const Input& input : seen_) {
        longest_ = std::max(longest_, input.tokens.size());
        std::ranges::copy_if(input.tokens, std::back_inserter(alphabet_),
                             [&](const Value& token) { return !has(alphabet_, token); });
    }
    longest_ += 2 + longest_ / 4;
    if (seen_.size() >= fewest_for_invariants) {
        find_invariants();
    }
}

void InputSampler::find_invariants() {
    is_distinct_ = std::ranges::all_of(seen_, is_distinct);
    std::ranges::copy_if(alphabet_, std::back_inserter(marks_), [&](const Value& token) {
        return std::ranges::all_of(seen_, [&](const Input& input) {
            return std::ranges::count(input.tokens, token) == 1;
        });
    });
    // The alphabet begins with the first token of the first input.
    begins_with_mark_ = !marks_.empty() && std::ranges::all_of(seen_, [&](const Input& input) {
        return input.tokens.front() == marks_.front();
    });
}

// Draws one input.
class InputDraw {
public:
    InputDraw(const InputSampler& sampler, Random& random) : sampler_(sampler), random_(random) {}

    Input draw() {
        Sequence tokens = drawn_tokens();
        keep_invariants(tokens);
        if (tokens.empty()) {
            tokens.push_back(any(sampler_.alphabet_));
        }
        std::optional<Value> atom = drawn_atom(tokens);
        return {.tokens = std::move(tokens), .atom = std::move(atom)};
    }

private:
    std::size_t below(std::size_t bound) { return rasp_stitch::below(random_, bound); }

    template <class T>
    const T& any(const std::vector<T>& values) {
        return values[below(values.size())];
    }

    std::size_t length() { return 1 + below(sampler_.longest_); }

    Sequence drawn_tokens() {
        switch (below(8)) {
        case 0:
        case 1:
            return mixed(length());
        case 2:
        case 3:
            return patched(length());
        case 4:
        case 5:
            return changed(any(sampler_.seen_).tokens);
        case 6:
            return joined_pair();
        default:
            return shaped(below(2) == 0 ? mixed(length()) : patched(length()));
        }
    }

    // Returns tokens from a small part of the alphabet.
    Sequence mixed(std::size_t length) {
        Sequence few(1 + below(most_tokens_mixed));
        std::ranges::generate(few, [&] { return any(sampler_.alphabet_); });
        Sequence tokens(length);
        std::ranges::generate(tokens, [&] { return any(few); });
        return tokens;
    }

    // Returns tokens joined from runs of inputs seen.
    Sequence patched(std::size_t length) {
        Sequence tokens;
        while (tokens.size() < length) {
            const Sequence& source = any(sampler_.seen_).tokens;
            const std::size_t first = below(source.size());
            const std::size_t count =
                std::min({1 + below(longest_run), source.size() - first, length - tokens.size()});
            std::copy_n(source.begin() + at(first), count, std::back_inserter(tokens));
        }
        return tokens;
    }

    Sequence joined_pair() {
        const Sequence& first = any(sampler_.seen_).tokens; // drawn before the second
        return joined(first, any(sampler_.seen_).tokens);
    }

    Sequence joined(const Sequence& a, const Sequence& b) {
        Sequence tokens = a;
        tokens.insert(tokens.end(), b.begin(), b.end());
        tokens.resize(std::min(tokens.size(), sampler_.longest_));
        return tokens;
    }

    Sequence changed(Sequence tokens) {
        for (std::size_t left = below(most_changes + 1); left > 0 && !tokens.empty(); --left) {
            change(tokens);
        }
        tokens.resize(std::min(tokens.size(), sampler_.longest_));
        return tokens;
    }

    void change(Sequence& tokens) {
        const std::size_t place = below(tokens.size());
        switch (below(6)) {
        case 0:
            tokens[place] = any(sampler_.alphabet_);
            break;
        case 1:
            tokens[place] = neighbour(tokens[place]);
            break;
        case 2:
            tokens[place] = any(tokens);
            break;
        case 3:
            std::swap(tokens[place], tokens[below(tokens.size())]);
            break;
        case 4:
            tokens.insert(tokens.begin() + at(place), any(sampler_.alphabet_));
            break;
        default:
            tokens.erase(tokens.begin() + at(place));
        }
    }

    // Returns the whole number one closer to zero, or 1 for 0, if it is within the alphabet's
    // range; else the token itself.
    Value neighbour(const Value& token) {
        const auto* const number = std::get_if<std::int64_t>(&token);
        if (number == nullptr) {
            return token;
        }
        const Value next = *number > 0 ? *number - 1 : *number + 1; // does not overflow
        const auto [least, most] = std::ranges::minmax(sampler_.alphabet_);
        return least <= next && next <= most ? next : token;
    }

    Sequence shaped(Sequence tokens) {
        const std::size_t form = below(3);
        if (form == 0) {
            std::ranges::sort(tokens);
            return tokens;
        }
        if (form == 1) {
            tokens.resize((tokens.size() + 1) / 2);
            return joined(tokens, tokens);
        }
        for (std::size_t i = 0; i < tokens.size() / 2; ++i) {
            tokens[tokens.size() - 1 - i] = tokens[i];
        }
        return tokens;
    }

    void keep_invariants(Sequence& tokens) {
        if (sampler_.is_distinct_) {
            Sequence once;
            std::ranges::copy_if(tokens, std::back_inserter(once),
                                 [&](const Value& token) { return !has(once, token); });
            tokens = std::move(once);
        }
        const std::vector<Value>& marks = sampler_.marks_;
        std::erase_if(tokens, [&](const Value& token) { return has(marks, token); });
        tokens.resize(std::min(tokens.size(), sampler_.longest_ - marks.size()));
        for (std::size_t i = marks.size(); i-- > 0;) {
            const bool is_first = i == 0 && sampler_.begins_with_mark_;
            tokens.insert(tokens.begin() + (is_first ? 0 : at(below(tokens.size() + 1))), marks[i]);
        }
    }

    // Where the atom of the input seen was one of its tokens, the atom may be one of the new
    // tokens.
    std::optional<Value> drawn_atom(const Sequence& tokens) {
        const Input& source = any(sampler_.seen_);
        return source.atom && has(source.tokens, *source.atom) && below(2) == 0
                   ? std::optional(any(tokens))
                   : source.atom;
    }

    const InputSampler& sampler_;
    Random& random_;
};

Input InputSampler::draw(Random& random) const {
    return InputDraw(*this, random).draw();
}

} // namespace rasp_stitch::rasp
