/* SPDX-License-Identifier: MIT
 * html_style.c - how the page looks: one column of text, figures beside each other where there is room, two themes. */
#include "html.h"

#include "plot_colour.h"

static const char RULES[] =
    "*{box-sizing:border-box}\n"
    "html{color-scheme:light dark;-webkit-text-size-adjust:100%}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,'Segoe UI',"
    "Roboto,'Noto Sans','DejaVu Sans',sans-serif;overflow-wrap:anywhere}\n"
    ".command{max-width:none}.date{white-space:nowrap}\n"
    ".skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem}\n"
    "header,main,footer{max-width:66rem;margin:0 auto;padding:0 1rem}\n"
    "header{padding-top:2.2rem}\n"
    "h1{font-size:1.75rem;line-height:1.2;margin:0 0 .3rem;letter-spacing:-.01em}\n"
    "h2{font-size:1.3rem;line-height:1.3;margin:0 0 .6rem;padding-top:1.1rem;border-top:1px solid var(--rule)}\n"
    "h3{font-size:1rem;line-height:1.35;margin:0 0 .4rem;font-weight:600}\n"
    "p{margin:0 0 .8rem;max-width:44rem}\n"
    "section{margin:2.2rem 0}\n"
    "a{color:var(--link);text-underline-offset:.15em}\n"
    ":focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "code{font:.92em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "background:var(--tint);padding:.1em .35em;border-radius:.25em}\n"
    ".muted,figcaption,caption,.command{color:var(--muted)}\n"
    "nav ul{list-style:none;margin:1rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem}\n"
    "nav a{display:inline-block;padding:.25rem 0}\n"
    "dl{margin:0;display:grid;grid-template-columns:fit-content(10rem) minmax(0,1fr);gap:.3rem 1.1rem}\n"
    "dt{color:var(--muted);grid-column:1;overflow-wrap:normal}dd{margin:0;grid-column:2}\n"
    ".good{color:var(--good)}.bad{color:var(--bad)}dd.bad::before{content:'! ';font-weight:700}\n"
    ".figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:2rem 2.2rem;"
    "align-items:start;margin:0 0 1.2rem}\n"
    "figure{margin:0;min-width:0}\n"
    "figcaption{font-size:.9rem;line-height:1.45;margin-top:.4rem;max-width:34rem}\n"
    "svg.plot{display:block;width:100%;max-width:34rem;height:auto}\n"
    "svg.plot g{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif}\n"
    "svg.plot:not(.filled) text{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}\n"
    "details{margin:1rem 0}summary{cursor:pointer;color:var(--link);padding:.3rem 0}\n"
    "details .scroll{max-height:32rem}\n"
    ".scroll{position:relative;overflow:auto;margin:.5rem 0 1.2rem;max-width:100%}\n"
    "table{border-collapse:collapse;font-size:.9rem;line-height:1.35;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;padding:.2rem 0 .5rem;caption-side:top}\n"
    ".number{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}\n"
    "th,td{padding:.32rem .8rem .32rem 0;text-align:left;white-space:nowrap;border-bottom:1px solid var(--rule);"
    "font-weight:400;overflow-wrap:normal}\n"
    "thead th{color:var(--muted);position:sticky;top:0;background:var(--paper)}\n"
    ".n{text-align:right}th.n:first-child,td.n:first-child{text-align:left}\n"
    "footer{border-top:1px solid var(--rule);margin-top:3rem;padding-top:1rem;padding-bottom:2rem}\n"
    "@media (max-width:32rem){dl{grid-template-columns:minmax(0,1fr);gap:0}dd{grid-column:1;margin-bottom:.6rem}"
    "h1{font-size:1.45rem}}\n"
    "@media print{.scroll{max-height:none;overflow:visible}nav{display:none}}\n";

static void write_theme(FILE *f, bool dark)
{
    for (size_t i = 0; i < COLOURS; i++)
        fprintf(f, "--%s:%s;", plot_colours[i].name, dark ? plot_colours[i].dark : plot_colours[i].light);
    fputs(dark ? "--muted:#aab2ba;--rule:#343a41;--tint:#22272d;--link:#7dbcf5;--good:#5ecf9c;--bad:#ff9a85"
               : "--muted:#545c65;--rule:#d9dde1;--tint:#f0f2f4;--link:#0a5aa6;--good:#0a6b43;--bad:#b3261e",
          f);
}

void html_style(FILE *f)
{
    fputs("<style>\n:root{", f);
    write_theme(f, false);
    fputs("}\n@media (prefers-color-scheme:dark){:root{", f);
    write_theme(f, true);
    fprintf(f, "}}\n%s</style>\n", RULES);
}
