#pragma once

// Door of support/json.
//
// Walks through a JSON document and takes typed values out of it. Whatever is missing or of another
// type becomes an InputError that names the place.
//
// ```cpp
// #include "support/text/input_error.hpp"
// const Json document = parse_json(R"({"frontiers": [{"task": "sort"}, {"task": 7}]})");
// const JsonElements frontiers = JsonCursor(document).member("frontiers").elements();
// CHECK(frontiers[0].member("task").string() == "sort");
// CHECK(frontiers[1].member("task").pointer() == "/frontiers/1/task");
// CHECK_THROWS_AS(frontiers[1].member("task").string(), InputError);
// // at /frontiers/1/task: found the number 7
// // expected a string
// ```
//
// A cursor is two pointers, cheap to make and to copy; the document must outlive it. The JSON
// pointer of its value is searched for in the document only when it is asked for, in time linear in
// the document: call pointer() to report an error rather than once for every element.

#include "support/json/json_input.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace rasp_stitch {

class JsonElements;
class JsonMembers;

class JsonCursor {
public:
    explicit JsonCursor(const Json& document) : JsonCursor(document, document) {}
    explicit JsonCursor(const Json&& document) = delete;

    bool is_null() const { return value_->is_null(); }
    bool is_boolean() const { return value_->is_boolean(); }
    bool is_number() const { return value_->is_number(); }
    bool is_string() const { return value_->is_string(); }
    bool is_array() const { return value_->is_array(); }
    bool is_object() const { return value_->is_object(); }

    // Return the value, or throw InputError if it has another type. A number is finite. An integer
    // is written without point and exponent.
    bool boolean() const;
    double number() const;
    std::int64_t integer(std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                         std::int64_t most = std::numeric_limits<std::int64_t>::max()) const;
    const std::string& string() const;
    JsonElements elements() const; // of an array
    JsonMembers members() const;   // of an object, in order of name

    // Return a member of an object. An optional member may also be null. member() throws InputError
    // if there is none, and both throw it if the value is not an object.
    JsonCursor member(std::string_view name) const;
    std::optional<JsonCursor> optional_member(std::string_view name) const;

    const Json& value() const { return *value_; }

    // Returns the place of the value in the document (RFC 6901): "" is the document itself,
    // "/a~1b/0" the first element of its member "a/b".
    std::string pointer() const;

    // Throws an InputError at this place.
    [[noreturn]] void fail(std::string found, std::string expected = {}) const;

private:
    friend class JsonElements;
    friend class JsonMembers;

    JsonCursor(const Json& document, const Json& value) : document_(&document), value_(&value) {}

    [[noreturn]] void fail_type(std::string expected) const;

    const Json* document_;
    const Json* value_;
};

// The elements of an array, as cursors.
class JsonElements {
public:
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = JsonCursor;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = JsonCursor;

        Iterator(const Json* document, const Json* at) : document_(document), at_(at) {}

        JsonCursor operator*() const { return {*document_, *at_}; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) { return {document_, at_++}; }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

    private:
        const Json* document_;
        const Json* at_;
    };

    Iterator begin() const { return {document_, first_}; }
    Iterator end() const { return {document_, first_ + size_}; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    JsonCursor operator[](std::size_t index) const { return {*document_, first_[index]}; }

private:
    friend class JsonCursor;

    JsonElements(const Json* document, const Json* first, std::size_t size)
        : document_(document), first_(first), size_(size) {}

    const Json* document_;
    const Json* first_;
    std::size_t size_;
};

struct JsonMember {
    const std::string& name;
    JsonCursor value;
};

// The members of an object.
class JsonMembers {
public:
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = JsonMember;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = JsonMember;

        Iterator(const Json* document, Json::object_t::const_iterator at)
            : document_(document), at_(at) {}

        JsonMember operator*() const { return {at_->first, make_cursor()}; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) { return {document_, at_++}; }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

    private:
        JsonCursor make_cursor() const { return {*document_, at_->second}; }

        const Json* document_;
        Json::object_t::const_iterator at_;
    };

    Iterator begin() const { return {document_, object_->begin()}; }
    Iterator end() const { return {document_, object_->end()}; }
    std::size_t size() const { return object_->size(); }
    bool empty() const { return object_->empty(); }

private:
    friend class JsonCursor;

    JsonMembers(const Json* document, const Json::object_t* object)
        : document_(document), object_(object) {}

    const Json* document_;
    const Json::object_t* object_;
};

} // namespace rasp_stitch
