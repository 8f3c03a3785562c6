/** The script of www/embed.html, an older address of ../embed.html. */
const there = new URL('../../embed.html', import.meta.url);
there.search = location.search;
there.hash = location.hash;
location.replace(there);
