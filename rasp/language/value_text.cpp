#include "rasp/language/value_text.hpp"

#include "support/json/json_input.hpp"
#include "support/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

bool is_plain(std::string_view text) {
    return !text.empty() && text != "true" && text != "false" &&
           text.find_first_of(" \t\n\r\f\v\"") == text.npos &&
           (text.size() == 1 || text.find_first_not_of("0123456789.eE+-") != text.npos);
}

// A text that is safe to print on a terminal, and its width there.
struct Label {
    std::string text;
    std::size_t columns = 0;
};

Label label_of(const Value& token) {
    const std::string full = shown(token);
    Label label;
    for (std::size_t at = 0; at < full.size();) {
        const Glyph glyph = glyph_at(full, at);
        label.text += glyph.shown;
        label.columns += glyph.columns;
        at += glyph.length;
    }
    return label;
}

std::string padded(const Label& label, std::size_t columns) {
    return label.text + std::string(columns - label.columns, ' ');
}

} // namespace

std::string shown(const Value& value) {
    const auto* const text = std::get_if<std::string>(&value);
    if (text != nullptr && is_plain(*text)) {
        std::string out;
        for (std::size_t at = 0; at < text->size();) {
            const Glyph glyph = glyph_at(*text, at);
            out += glyph.shown;
            at += glyph.length;
        }
        return out;
    }
    return to_json(value).dump();
}

std::string shown(const Sequence& sequence) {
    std::string out;
    for (const Value& value : sequence) {
        out += (out.empty() ? "" : " ") + shown(value);
    }
    return out;
}

std::string grid(const Matrix& matrix, const Sequence& tokens, std::string_view indent) {
    std::vector<Label> labels;
    std::size_t widest = 0;
    for (const Value& token : tokens) {
        labels.push_back(label_of(token));
        widest = std::max(widest, labels.back().columns);
    }
    std::string out = std::string(indent) + std::string(widest, ' ');
    for (const Label& label : labels) {
        out += " " + label.text;
    }
    for (std::size_t query = 0; query < matrix.size(); ++query) {
        out += "\n" + std::string(indent) + padded(labels[query], widest);
        for (std::size_t key = 0; key < matrix.size(); ++key) {
            out += std::string(std::max<std::size_t>(labels[key].columns, 1), ' ');
            out += matrix[query][key] ? '#' : '.';
        }
    }
    return out + "\n";
}

std::string shown(const Output& output, const Sequence& tokens, std::string_view indent) {
    if (const auto* const matrix = std::get_if<Matrix>(&output)) {
        return grid(*matrix, tokens, indent);
    }
    return std::string(indent) + shown(std::get<Sequence>(output)) + "\n";
}

} // namespace rasp_stitch::rasp
