console.log("the page, which is written so that it packs: the page, the page, the page, the page, the page");
