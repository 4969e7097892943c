# Makes the template of the pages: one HTML file with the styles, the modules and Chart.js in it.
#
#     cmake -DFOLDER=support/report/page -DCHARTS=/usr/share/javascript/chart.js/chart.min.js
#           -DMODULES="text.js;dom.js;..." -DOUTPUT=page_template.cpp -P make_template.cmake
#
# It needs no Node and no bundler. The modules are put one after the other in the given order, each
# after those that it imports, without their import and export words; so each top-level name may
# exist once. CHARTS may be empty: then the page has tables in place of charts.
#
# The output is C++: the text in three parts, between which title and data are put.

cmake_policy(VERSION 3.25)

# Sets `variable` to the hash of a text as a Content-Security-Policy names it: CMake hashes in
# hexadecimal digits, the policy wants base64.
function(policy_hash text variable)
    string(SHA256 hex "${text}")
    set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    set(base64 "")
    # 32 bytes are 64 digits; two more make 22 groups of three digits, which are two of base64 each.
    string(APPEND hex "00")
    foreach(group RANGE 0 21)
        math(EXPR begin "3 * ${group}")
        string(SUBSTRING "${hex}" ${begin} 3 digits)
        math(EXPR high "0x${digits} >> 6")
        math(EXPR low "0x${digits} & 63")
        string(SUBSTRING "${alphabet}" ${high} 1 first)
        string(SUBSTRING "${alphabet}" ${low} 1 second)
        string(APPEND base64 "${first}${second}")
    endforeach()
    string(SUBSTRING "${base64}" 0 43 base64)
    set(${variable} "'sha256-${base64}='" PARENT_SCOPE)
endfunction()

set(script "\n")
foreach(module IN LISTS MODULES)
    file(READ "${FOLDER}/${module}" text)
    string(REGEX REPLACE "(^|\n)import [^;]*;" "\\1" text "${text}")
    string(REGEX REPLACE "(^|\n)export " "\\1" text "${text}")
    string(APPEND script "// ${module}\n${text}\n")
endforeach()
if(CHARTS)
    file(READ "${CMAKE_CURRENT_LIST_DIR}/charts_licence.txt" licence)
    file(READ "${CHARTS}" charts)
    string(PREPEND charts "/*\n${licence}*/\n")
else()
    set(charts "")
endif()
foreach(text IN ITEMS "${script}" "${charts}")
    if(text MATCHES "</script|<!--")
        message(FATAL_ERROR "A script has ${CMAKE_MATCH_0} in it, which would end its element.")
    endif()
endforeach()
file(READ "${FOLDER}/page.css" style)
file(READ "${FOLDER}/page.html" page)

policy_hash("${style}" style_hash)
policy_hash("${charts}" charts_hash)
policy_hash("${script}" script_hash)
string(CONCAT policy "default-src 'none'; script-src ${charts_hash} ${script_hash}; "
    "style-src ${style_hash}; img-src data:; base-uri 'none'; form-action 'none'")
string(REPLACE "@POLICY@" "${policy}" page "${page}")
string(REPLACE "@STYLE@" "${style}" page "${page}")
string(REPLACE "@CHARTS@" "${charts}" page "${page}")
string(REPLACE "@SCRIPT@" "${script}" page "${page}")

string(FIND "${page}" "@TITLE@" title)
string(FIND "${page}" "@DATA@" data)
string(SUBSTRING "${page}" 0 ${title} before_title)
math(EXPR begin "${title} + 7")
math(EXPR length "${data} - ${begin}")
string(SUBSTRING "${page}" ${begin} ${length} before_data)
math(EXPR begin "${data} + 6")
string(SUBSTRING "${page}" ${begin} -1 after_data)

set(code "#include \"support/report/page_template.hpp\"\n\nnamespace rasp_stitch {\n\n")
foreach(part IN ITEMS before_title before_data after_data)
    string(APPEND code "extern const std::string_view page_${part} =\n"
        "    R\"template_text(${${part}})template_text\";\n\n")
endforeach()
file(WRITE "${OUTPUT}" "${code}} // namespace rasp_stitch\n")
