#include "lambda/terms/print.hpp"

#include <algorithm>
#include <vector>

namespace rasp_stitch::lambda {

namespace {

// The printer walks with a stack of its own, since terms may be deeper than the machine's stack.
class Printer {
public:
    Printer(const TermStore& store, const PrintOptions& options)
        : store_(store), options_(options) {}

    std::string print(TermId term) {
        push_term(term, 0);
        while (!pending_.empty() && text_.size() <= options_.most_characters) {
            const Pending next = pending_.back();
            pending_.pop_back();
            switch (next.action) {
            case Action::space:
                text_ += ' ';
                break;
            case Action::close:
                text_ += ')';
                break;
            case Action::term:
                open(next.term, next.depth);
                break;
            }
        }
        return std::move(text_);
    }

private:
    enum class Action : std::uint8_t { term, space, close };

    struct Pending {
        Action action;
        TermId term;
        std::uint32_t depth; // lambdas of the whole term above this part
    };

    void push_term(TermId term, std::uint32_t depth) {
        pending_.push_back({Action::term, term, depth});
    }
    void push(Action action) { pending_.push_back({action, TermId{0}, 0}); }

    void open(TermId term, std::uint32_t depth) {
        switch (store_.kind(term)) {
        case TermKind::application:
            open_application(term, depth);
            break;
        case TermKind::lambda:
            text_ += '(';
            text_ += options_.lambda;
            append_tag(store_.tag(term));
            text_ += ' ';
            if (options_.variable) {
                text_ += options_.variable(options_.level + depth);
                text_ += ' ';
            }
            push(Action::close);
            push_term(store_.body(term), depth + 1);
            break;
        case TermKind::variable:
            append_variable(store_.index(term), depth);
            append_tag(store_.tag(term));
            break;
        case TermKind::metavariable:
            append_metavariable(store_.index(term), depth);
            break;
        case TermKind::primitive:
            append_primitive(term);
            break;
        }
    }

    // `(f a b)`: the spine is walked down to its head, so the arguments are pushed last to first.
    void open_application(TermId term, std::uint32_t depth) {
        text_ += '(';
        push(Action::close);
        while (store_.is(TermKind::application, term)) {
            push_term(store_.argument(term), depth);
            push(Action::space);
            term = store_.function(term);
        }
        push_term(term, depth);
    }

    void append_tag(std::uint32_t tag) {
        if (tag != no_tag) {
            text_ += '_';
            text_ += std::to_string(tag);
        }
    }

    void append_variable(std::uint32_t index, std::uint32_t depth) {
        const std::uint32_t lambdas = options_.level + depth;
        if (options_.variable && index < lambdas) {
            text_ += options_.variable(lambdas - 1 - index);
            return;
        }
        text_ += '$';
        text_ += std::to_string(index);
    }

    void append_metavariable(std::uint32_t index, std::uint32_t depth) {
        if (options_.metavariable) {
            text_ += options_.metavariable(index, depth);
            return;
        }
        text_ += '#';
        text_ += std::to_string(index);
    }

    void append_primitive(TermId term) {
        std::string_view text;
        if (options_.primitive) {
            text = options_.primitive(store_.symbol(term));
        }
        text_ += text.empty() ? std::string_view(store_.name(term)) : text;
    }

    const TermStore& store_;
    const PrintOptions& options_;
    std::vector<Pending> pending_;
    std::string text_;
};

} // namespace

std::string print(const TermStore& store, TermId term, const PrintOptions& options) {
    return Printer(store, options).print(term);
}

} // namespace rasp_stitch::lambda
