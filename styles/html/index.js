(() => {
  "use strict";
  /* A picture opens large; the arrow keys turn to the same figure of the period before and after. */
  const viewer = document.getElementById("viewer"), picture = viewer.querySelector("img");
  const caption = viewer.querySelector("figcaption"), by = (name) => document.getElementById(name);
  const all = [...document.querySelectorAll("[data-series]")];
  let series = [], at = 0, opener = null;
  if (!viewer.showModal) return; /* An old browser follows the link. */
  const show = (index) => {
    if (index < 0 || index >= series.length) return;
    at = index;
    const text = series[at].querySelector("span").textContent;
    picture.src = series[at].getAttribute("href");
    picture.alt = caption.textContent = text;
    by("earlier").disabled = at === 0;
    by("later").disabled = at === series.length - 1;
  };
  for (const link of all)
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      series = all.filter((one) => one.dataset.series === link.dataset.series);
      opener = link;
      show(series.indexOf(link));
      viewer.showModal();
    });
  by("earlier").addEventListener("click", () => show(at - 1));
  by("later").addEventListener("click", () => show(at + 1));
  by("close").addEventListener("click", () => viewer.close());
  viewer.addEventListener("close", () => { picture.removeAttribute("src"); if (opener) series[at].focus(); });
  const onward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") show(at + (event.key === onward ? 1 : -1));
  });
})();
