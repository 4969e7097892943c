#include "support/cli/completion.hpp"

#include <stdexcept>

namespace rasp_stitch {

std::vector<std::string> completion_shells() {
    return {"bash", "zsh", "fish"};
}

std::string completion(const Command& command, const std::string& shell) {
    if (shell == "bash") {
        return bash_completion(command);
    }
    if (shell == "zsh") {
        return zsh_completion(command);
    }
    if (shell == "fish") {
        return fish_completion(command);
    }
    throw std::logic_error("there is no completion for " + shell);
}

} // namespace rasp_stitch
