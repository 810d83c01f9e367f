console.log("the runtime");
