"""A book with figures in it: as elements of its pages and in frames."""

project = "A book with figures"
html_static_path = ["_static"]
# Registers the figures on every page; Sphinx writes the address relative to it.
html_js_files = [("unstable-gradients/www/define.js", {"type": "module"})]
# One type size for book and figures.
html_css_files = ["figures.css"]
